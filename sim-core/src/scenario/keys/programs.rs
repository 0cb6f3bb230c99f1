//! The keys of processes, files and faults.

use super::{Kind, Section, TEXTS, key, list, needed};

pub(super) static PROCESS: Section = Section {
    header: "[process.NAME]",
    about: "A program that runs; either `program` or `file` says which.",
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
    about: "One line that is typed into a process.",
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
    about: "A file that the scenario carries inside.",
    groups: &[&[needed(
        "text",
        Kind::Lines,
        "Its text.",
        "text = \"ANSWER = 42\"",
    )]],
};

pub(super) static FAULT: Section = Section {
    header: "[[fault]]",
    about: "What happens to a program at a fixed time; exactly one thing.",
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
            "cut",
            Kind::Later,
            "none",
            "A cable is cut.",
            "cut = [\"a\", \"b\"]",
        ),
        key(
            "mend",
            Kind::Later,
            "none",
            "A cable is mended.",
            "mend = [\"a\", \"b\"]",
        ),
        key(
            "set",
            Kind::Later,
            "none",
            "The links' properties change.",
            "set = { loss = 0.2 }",
        ),
    ]],
};
