//! The keys at the top of the file.

use super::network::{CABLE, HOST, LINK};
use super::programs::{FAULT, PROCESS, TEXT_FILE};
use super::teaching::{EXPECT, STOP_AT, WHAT_IF};
use super::{Kind, LEVELS, Section, TEXTS, few, key, list, needed, printed};

/// The top of the file.
pub static FILE: Section = Section {
    header: "",
    about: printed("The lesson as a whole."),
    groups: &[&[
        key(
            "format",
            Kind::Whole {
                least: 1,
                most: i64::MAX,
            },
            "1",
            "The version of the format that the file is written in.",
            "format = 1",
        ),
        needed(
            "title",
            Kind::Text,
            "The title of the lesson.",
            "title = \"Request and reply\"",
        ),
        key(
            "chapter",
            Kind::Text,
            "none",
            "The chapter of the library it belongs to.",
            "chapter = \"ZeroMQ\"",
        ),
        key(
            "goal",
            Kind::Text,
            "none",
            "What one has understood at the end.",
            "goal = \"See where a request waits.\"",
        ),
        key(
            "notes",
            Kind::Lines,
            "none",
            "Notes for the person who presents it.",
            "notes = \"Ask first, then play.\"",
        ),
        key(
            "what_if",
            few(&Kind::Either(&Kind::Text, &Kind::Table(&WHAT_IF))),
            "none",
            "Suggestions what to change and try.",
            "what_if = [\"Start the server first.\"]",
        ),
        key(
            "seed",
            Kind::Whole {
                least: 0,
                most: i64::MAX,
            },
            "1",
            "One number that decides everything random.",
            "seed = 7",
        ),
        key(
            "stop",
            Kind::Duration,
            "60 s",
            "The run ends here, in simulated time, if it has not ended before.",
            "stop = \"10s\"",
        ),
        key(
            "detail",
            Kind::OneOf(&["messages", "packets"]),
            "packets",
            "How deep the network is simulated: every frame, packet and segment, or whole messages only, which is quicker in large runs.",
            "detail = \"messages\"",
        ),
        key(
            "level",
            Kind::OneOf(LEVELS),
            "messages",
            "How deep the stage looks when the page opens.",
            "level = \"packets\"",
        ),
        key(
            "cpu",
            Kind::Duration,
            "1 us",
            "Simulated time that one statement takes.",
            "cpu = \"1us\"",
        ),
        key(
            "order",
            Kind::OneOf(&["turns", "chance"]),
            "turns",
            "How the threads of a process take turns: one after the other, or any of them after any statement, as `seed` says.",
            "order = \"chance\"",
        ),
        key(
            "switch",
            Kind::Duration,
            "5 ms",
            "How long a thread runs while another one of its process waits for the processor.",
            "switch = \"5ms\"",
        ),
        key(
            "files",
            TEXTS,
            "none",
            "Files beside the scenario that programs may import or open.",
            "files = [\"helpers.py\", \"data.txt\"]",
        ),
        key(
            "include",
            TEXTS,
            "none",
            "Scenario files whose tables are added to this one; this one's plain values count.",
            "include = [\"common.toml\"]",
        ),
        key(
            "link",
            Kind::Table(&LINK),
            "see there",
            "What holds for every cable that does not say otherwise.",
            "link = { latency = \"5ms\" }",
        ),
        key(
            "host",
            Kind::Tables(&HOST),
            "one for each process",
            "Hosts, switches and routers.",
            "[host.r1]\nkind = \"router\"",
        ),
        key(
            "cable",
            list(&Kind::Table(&CABLE)),
            "all hosts on one switch",
            "Cables between hosts.",
            "[[cable]]\nbetween = [\"a\", \"b\"]",
        ),
        needed(
            "process",
            Kind::Tables(&PROCESS),
            "The programs that run.",
            "[process.client]\nfile = \"client.py\"",
        ),
        key(
            "file",
            Kind::Tables(&TEXT_FILE),
            "none",
            "Files that the scenario carries inside.",
            "[file.\"helpers.py\"]\ntext = \"ANSWER = 42\"",
        ),
        key(
            "fault",
            few(&Kind::Table(&FAULT)),
            "none",
            "What happens to the programs at fixed times.",
            "[[fault]]\nat = \"2s\"\ncrash = \"server\"",
        ),
        key(
            "stop_at",
            few(&Kind::Table(&STOP_AT)),
            "none",
            "Where the lesson pauses, speaks and asks.",
            "[[stop_at]]\nat = \"1s\"\nsay = \"The server starts.\"",
        ),
        key(
            "expect",
            few(&Kind::Table(&EXPECT)),
            "none",
            "How the file tests itself when the run is over.",
            "[[expect]]\nprocess = \"client\"\nexit_code = 0",
        ),
    ]],
};
