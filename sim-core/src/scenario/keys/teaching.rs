//! The keys of stops, questions and expectations.

use super::{
    COUNTS, ENDINGS, EVENTS, Kind, LEVELS, STATES, Section, TABS, TEXTS, WIRE, key, needed, printed,
};

const COMPUTED: Kind = Kind::Table(&ANSWER);

pub(super) static WHAT_IF: Section = Section {
    header: "what_if = [{ }]",
    about: printed("A suggestion that names the line to change, which the page then marks."),
    groups: &[&[
        needed(
            "try",
            Kind::Text,
            "What to try.",
            "try = \"Let the server work for one second.\"",
        ),
        key(
            "line",
            Kind::Text,
            "none",
            "A part of the line of this file to change, which no other line has.",
            "line = \"time.sleep(0.2)\"",
        ),
        key(
            "process",
            Kind::Text,
            "none",
            "In whose program that line is.",
            "process = \"server\"",
        ),
    ]],
};

pub(super) static STOP_AT: Section = Section {
    header: "[[stop_at]]",
    about: printed("Where the lesson pauses; either `at` or `when` says it."),
    groups: &[&[
        key(
            "at",
            Kind::Duration,
            "none",
            "At this time.",
            "at = \"1.2s\"",
        ),
        key(
            "when",
            Kind::Table(&WHEN),
            "none",
            "When this comes true.",
            "when = { process = \"client\", blocked = true }",
        ),
        key(
            "nth",
            Kind::Whole {
                least: 1,
                most: 1_000_000,
            },
            "1",
            "When it comes true for the nth time.",
            "nth = 2",
        ),
        key(
            "level",
            Kind::OneOf(LEVELS),
            "as before",
            "How deep the stage looks from here on.",
            "level = \"frames\"",
        ),
        key(
            "process",
            Kind::Text,
            "the one that makes the condition true",
            "Whose program is shown from here on; of replicas the first.",
            "process = \"worker\"",
        ),
        key(
            "tab",
            Kind::OneOf(TABS),
            "as before",
            "What is open beside the stage from here on; a tab that somebody has opened himself stays. `message` shows the one that the stop is about, `plots` the queues over time, `connections` TCP's numbers.",
            "tab = \"queues\"",
        ),
        key(
            "say",
            Kind::Lines,
            "none",
            "What the caption says.",
            "say = \"The queue is full.\"",
        ),
        key(
            "ask",
            Kind::Text,
            "none",
            "A question to the class; it hides the future.",
            "ask = \"Who gets job 43?\"",
        ),
        key(
            "choices",
            Kind::List {
                of: &Kind::Text,
                least: 2,
                most: 9,
            },
            "none, the question is open",
            "What can be chosen.",
            "choices = [\"worker-1\", \"worker-2\"]",
        ),
        key(
            "hint",
            Kind::Text,
            "none",
            "Help before answering.",
            "hint = \"Look at the queues.\"",
        ),
        key(
            "answer",
            Kind::Either(&Kind::Text, &COMPUTED),
            "none",
            "The right answer; with `choices` it is one of them.",
            "answer = \"worker-1\"",
        ),
        key(
            "because",
            Kind::Lines,
            "none",
            "Why it is right, shown after answering.",
            "because = \"Its queue has room.\"",
        ),
    ]],
};

pub(super) static WHEN: Section = Section {
    header: "when = { }",
    about: printed(
        "The condition of a stop: one of `blocked`, `state`, `line`, `message`, `drop`, `prints`, `wire`.",
    ),
    groups: &[&[
        key(
            "process",
            Kind::Text,
            "any, where that makes sense",
            "Whose state, line or output it is; with replicas, any of them.",
            "process = \"client\"",
        ),
        key(
            "blocked",
            Kind::Flag,
            "false",
            "A call of the process begins to wait for others.",
            "blocked = true",
        ),
        key(
            "state",
            Kind::OneOf(STATES),
            "none",
            "The process enters this state.",
            "state = \"ended\"",
        ),
        key(
            "line",
            Kind::Either(
                &Kind::Whole {
                    least: 1,
                    most: 1_000_000,
                },
                &Kind::Text,
            ),
            "none",
            "The process comes to this line of its program, by number or by a part of its text.",
            "line = \"socket.send\"",
        ),
        key(
            "message",
            Kind::Text,
            "none",
            "Something happens to a message that contains this.",
            "message = \"Hello\"",
        ),
        key(
            "event",
            Kind::OneOf(EVENTS),
            "sent",
            "What happens to the message.",
            "event = \"received\"",
        ),
        key(
            "drop",
            Kind::Flag,
            "false",
            "A message is dropped, whichever.",
            "drop = true",
        ),
        key(
            "prints",
            Kind::Text,
            "none",
            "A line that contains this is printed.",
            "prints = \"ready\"",
        ),
        key(
            "wire",
            Kind::OneOf(WIRE),
            "none",
            "This happens to a frame, a packet or a segment. Needs packets.",
            "wire = \"sent-again\"",
        ),
        key(
            "host",
            Kind::Text,
            "any",
            "On which host, router or switch.",
            "host = \"r1\"",
        ),
    ]],
};

pub(super) static ANSWER: Section = Section {
    header: "answer = { }",
    about: printed("An answer that is computed from the run, so that it stays right."),
    groups: &[&[
        key(
            "receiver_of",
            Kind::Text,
            "none",
            "The process that receives the next message that contains this.",
            "receiver_of = \"job 43\"",
        ),
        key(
            "count_of",
            Kind::OneOf(COUNTS),
            "none",
            "How often this happens in the whole run.",
            "count_of = \"sent-again\"",
        ),
    ]],
};

pub(super) static EXPECT: Section = Section {
    header: "[[expect]]",
    about: printed(
        "Something that holds when the run is over: about a process, about a count, or about the end.",
    ),
    groups: &[&[
        key(
            "process",
            Kind::Text,
            "none",
            "The process it is about; with replicas, all of them.",
            "process = \"client\"",
        ),
        key(
            "prints",
            Kind::Either(&Kind::Text, &TEXTS),
            "none",
            "Its output has these lines, in this order, others may be between them.",
            "prints = [\"Received reply\"]",
        ),
        key(
            "prints_exactly",
            Kind::Either(&Kind::Text, &TEXTS),
            "none",
            "Its output is these lines and nothing else.",
            "prints_exactly = [\"one\", \"two\"]",
        ),
        key(
            "exit_code",
            Kind::Whole {
                least: -255,
                most: 255,
            },
            "none",
            "It has ended with this exit code.",
            "exit_code = 0",
        ),
        key(
            "status",
            Kind::OneOf(STATES),
            "none",
            "It is in this state.",
            "status = \"ended\"",
        ),
        key(
            "blocked_on",
            Kind::Text,
            "none",
            "It is blocked in this call.",
            "blocked_on = \"recv\"",
        ),
        key(
            "error",
            Kind::Text,
            "none",
            "Its error output contains this.",
            "error = \"Address already in use\"",
        ),
        key(
            "count",
            Kind::OneOf(COUNTS),
            "none",
            "How often this happened: to messages, or to what carries them.",
            "count = \"dropped\"",
        ),
        key(
            "is",
            Kind::Whole {
                least: 0,
                most: i64::MAX,
            },
            "none",
            "The count is this.",
            "is = 0",
        ),
        key(
            "at_least",
            Kind::Whole {
                least: 0,
                most: i64::MAX,
            },
            "none",
            "The count is this or more.",
            "at_least = 1",
        ),
        key(
            "at_most",
            Kind::Whole {
                least: 0,
                most: i64::MAX,
            },
            "none",
            "The count is this or less.",
            "at_most = 10",
        ),
        key(
            "ends_at_most",
            Kind::Duration,
            "none",
            "The run is over by then.",
            "ends_at_most = \"5s\"",
        ),
        key(
            "ended",
            Kind::OneOf(ENDINGS),
            "none",
            "Why the run is over.",
            "ended = \"all-ended\"",
        ),
    ]],
};
