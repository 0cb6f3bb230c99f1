//! The keys of processes, files and faults.

use super::{Kind, Section, TEXTS, key, list, needed, printed};
use crate::messaging::SocketOption;

pub(super) static PROCESS: Section = Section {
    header: "[process.NAME]",
    about: printed("A program that runs; either `program` or `file` says which."),
    groups: &[&[
        key(
            "program",
            Kind::Lines,
            "the text of `file`",
            "The program's text.",
            "program = '''\nprint(\"hello\")\n'''",
        ),
        key(
            "file",
            Kind::Text,
            "none",
            "The file that has the program's text, beside the scenario or inside it.",
            "file = \"client.py\"",
        ),
        key(
            "host",
            Kind::Text,
            "a host of its own, named as the process",
            "The host it runs on.",
            "host = \"a\"",
        ),
        key(
            "args",
            TEXTS,
            "none",
            "Its arguments: `sys.argv[1:]`.",
            "args = [\"5555\"]",
        ),
        key(
            "replicas",
            Kind::Whole {
                least: 1,
                most: crate::base::limits::PROCESSES as i64,
            },
            "one, without a number",
            "So many of it, named NAME-1, NAME-2 and so on.",
            "replicas = 3",
        ),
        key(
            "start",
            Kind::Duration,
            "0 s",
            "When it starts.",
            "start = \"1s\"",
        ),
        key(
            "stdin",
            list(&Kind::Table(&STDIN)),
            "nothing is typed",
            "Lines that are typed into it.",
            "stdin = [{ at = \"1s\", line = \"hello\" }]",
        ),
        key(
            "runs",
            Kind::Later,
            "none",
            "A server that the simulator brings.",
            "runs = \"rabbitmq\"",
        ),
        key(
            "config",
            Kind::Later,
            "none",
            "Its configuration.",
            "config = { }",
        ),
    ]],
};

pub(super) static STDIN: Section = Section {
    header: "stdin = [{ }]",
    about: printed("One line that is typed into a process."),
    groups: &[&[
        needed(
            "at",
            Kind::Duration,
            "When, from the beginning of the run.",
            "at = \"1s\"",
        ),
        needed(
            "line",
            Kind::Text,
            "The line, without its end.",
            "line = \"hello\"",
        ),
    ]],
};

pub(super) static TEXT_FILE: Section = Section {
    header: "[file.NAME]",
    about: printed("A file that the scenario carries inside."),
    groups: &[&[needed(
        "text",
        Kind::Lines,
        "Its text.",
        "text = \"ANSWER = 42\"",
    )]],
};

const CABLE_ENDS: Kind = Kind::List {
    of: &Kind::Text,
    least: 2,
    most: 2,
};

pub(super) static SET: Section = Section {
    header: "set = { }",
    about: printed("What changes on a cable, or on all."),
    groups: &[
        &[key(
            "between",
            CABLE_ENDS,
            "every cable; on the default switch the values then hold for the whole way",
            "The two hosts of the cable.",
            "between = [\"a\", \"b\"]",
        )],
        super::network::CABLE_PROPERTIES,
    ],
};

const MESSAGE: Kind = Kind::Whole {
    least: 0,
    most: i64::MAX,
};

pub(super) static DELAY: Section = Section {
    header: "delay = { }",
    about: printed("Which message is held back, and for how long."),
    groups: &[&[
        needed(
            "message",
            MESSAGE,
            "Its number in the run: the page shows it when a message is selected.",
            "message = 17",
        ),
        needed(
            "by",
            Kind::Duration,
            "How much later it arrives.",
            "by = \"200ms\"",
        ),
    ]],
};

pub(super) static OPTION: Section = Section {
    header: "option = { }",
    about: printed("An option of sockets that changes, as if the program had set it."),
    groups: &[&[
        needed(
            "process",
            Kind::Text,
            "Whose sockets.",
            "process = \"ventilator\"",
        ),
        key(
            "socket",
            Kind::Whole {
                least: 1,
                most: 1_000,
            },
            "all that have the option",
            "Which of the sockets that it has at that time, counted from 1.",
            "socket = 1",
        ),
        needed(
            "name",
            Kind::OneOf(SocketOption::NAMES),
            "Which option.",
            "name = \"SNDHWM\"",
        ),
        needed(
            "value",
            Kind::Whole {
                least: 0,
                most: 1_000_000_000,
            },
            "Its new value.",
            "value = 8",
        ),
    ]],
};

pub(super) static FAULT: Section = Section {
    header: "[[fault]]",
    about: printed(
        "What happens to a program, a message or a cable at a fixed time; exactly one thing.",
    ),
    groups: &[&[
        needed(
            "at",
            Kind::Duration,
            "When, from the beginning of the run.",
            "at = \"2s\"",
        ),
        key(
            "crash",
            Kind::Text,
            "none",
            "This process is killed at once; its host closes its connections.",
            "crash = \"server\"",
        ),
        key(
            "restart",
            Kind::Text,
            "none",
            "This process begins anew, with empty memory.",
            "restart = \"server\"",
        ),
        key(
            "pause",
            Kind::Text,
            "none",
            "This process stops where it is.",
            "pause = \"server\"",
        ),
        key(
            "resume",
            Kind::Text,
            "none",
            "This paused process goes on.",
            "resume = \"server\"",
        ),
        key(
            "interrupt",
            Kind::Text,
            "none",
            "This process gets a Ctrl-C.",
            "interrupt = \"server\"",
        ),
        key(
            "drop",
            MESSAGE,
            "none",
            "The message of this number is taken out of its queue, or off the cable (needs `detail = \"packets\"`, and TCP sends it again).",
            "drop = 17",
        ),
        key(
            "delay",
            Kind::Table(&DELAY),
            "none",
            "A message on its way is held back.",
            "delay = { message = 17, by = \"200ms\" }",
        ),
        key(
            "option",
            Kind::Table(&OPTION),
            "none",
            "An option of a process's sockets changes.",
            "option = { process = \"ventilator\", name = \"SNDHWM\", value = 8 }",
        ),
        key(
            "cut",
            CABLE_ENDS,
            "none",
            "The cable between these hosts is cut: what is on it is lost. Needs `detail = \"packets\"`.",
            "cut = [\"a\", \"b\"]",
        ),
        key(
            "mend",
            CABLE_ENDS,
            "none",
            "The cable between these hosts is mended.",
            "mend = [\"a\", \"b\"]",
        ),
        key(
            "set",
            Kind::Table(&SET),
            "none",
            "Properties of cables change.",
            "set = { loss = 0.2 }",
        ),
        key(
            "from",
            Kind::Text,
            "both directions",
            "With `cut`, `mend` or `set`: only what leaves this host is concerned.",
            "from = \"a\"",
        ),
    ]],
};
