//! The format as a table: every section and key with its kind, default,
//! meaning and an example. The reader, its error messages, the reference page
//! and the schema for editors are all made from this one table; nothing about
//! a key is said anywhere else, but for rules between several keys.

/// One table of the file, such as `[link]` or `[process.NAME]`.
#[derive(Debug)]
pub struct Section {
    /// How its header is written: `[link]`, `[process.NAME]`, `[[cable]]`; a
    /// table written in place by the key it belongs to: `when = { }`. Empty
    /// for the keys at the top of the file.
    pub header: &'static str,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Its keys, in groups that several sections may share.
    pub groups: &'static [&'static [Key]],
}

/// One key of a section.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What values it takes.
    pub kind: Kind,
    /// What holds without it, in words; `None` if the key must be there.
    pub default: Option<&'static str>,
    /// What it says, one sentence.
    pub about: &'static str,
    /// A valid use, as a line of TOML.
    pub example: &'static str,
}

/// What values a key takes.
#[derive(Debug)]
pub enum Kind {
    /// Text of one line, usually.
    Text,
    /// Text of several lines: a program or a file.
    Lines,
    /// A whole number.
    Whole {
        /// The least.
        least: i64,
        /// The greatest.
        most: i64,
    },
    /// A number from 0 to 1.
    Ratio,
    /// A probability from 0 to 1, kept in parts per million.
    Probability,
    /// `true` or `false`.
    Flag,
    /// A number with a unit of time, as text.
    Duration,
    /// A number with a unit of bits a second, as text.
    Bandwidth,
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A table of texts by name.
    Texts,
    /// A list.
    List {
        /// What its entries are.
        of: &'static Kind,
        /// The fewest entries.
        least: usize,
        /// The most entries.
        most: usize,
    },
    /// A table.
    Table(&'static Section),
    /// Tables by name: `[process.NAME]`.
    Tables(&'static Section),
    /// One or the other, told apart by the value's type.
    Either(&'static Kind, &'static Kind),
    /// Known to be planned; using it is an error that says so.
    Later,
}

impl Section {
    /// Its keys.
    pub fn keys(&self) -> impl Iterator<Item = &'static Key> {
        self.groups.iter().flat_map(|group| group.iter())
    }

    /// The key of this name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys().find(|key| key.name == name)
    }
}

impl Kind {
    /// The kind in words, with its article.
    pub fn words(&self) -> String {
        match self {
            Kind::Text => "a text".into(),
            Kind::Lines => "a text, usually of several lines".into(),
            Kind::Whole { least, most } if *most == i64::MAX => {
                format!("a whole number, {least} or more")
            }
            Kind::Whole { least, most } => format!("a whole number from {least} to {most}"),
            Kind::Ratio => "a number from 0 to 1".into(),
            Kind::Probability => "a probability from 0.0 to 1.0".into(),
            Kind::Flag => "true or false".into(),
            Kind::Duration => "a duration with its unit".into(),
            Kind::Bandwidth => "a bandwidth with its unit".into(),
            Kind::OneOf(words) => format!("one of {}", quoted(words)),
            Kind::Texts => "a table of texts".into(),
            Kind::List { of, .. } => format!("a list, each entry {}", of.words()),
            Kind::Table(_) => "a table".into(),
            Kind::Tables(_) => "tables by name".into(),
            Kind::Either(one, other) => format!("{}, or {}", one.words(), other.words()),
            Kind::Later => "not possible yet".into(),
        }
    }

    /// The sections that a value of this kind consists of.
    fn sections(&self) -> Vec<&'static Section> {
        match self {
            Kind::Table(section) | Kind::Tables(section) => vec![section],
            Kind::List { of, .. } => of.sections(),
            Kind::Either(one, other) => [one.sections(), other.sections()].concat(),
            _ => Vec::new(),
        }
    }
}

/// Words as a list for a sentence: `a`, `b`, `c`.
pub(super) fn quoted(words: &[&str]) -> String {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    words.join(", ")
}

/// Every section of the format, the top of the file first, each before the
/// sections that its keys lead to.
pub fn reference() -> Vec<&'static Section> {
    let mut found: Vec<&'static Section> = vec![&FILE];
    let mut next = 0;
    while let Some(section) = found.get(next).copied() {
        for inner in section.keys().flat_map(|key| key.kind.sections()) {
            if !found.iter().any(|known| std::ptr::eq(*known, inner)) {
                found.push(inner);
            }
        }
        next += 1;
    }
    found
}

/// The newest version of the format, the one this module reads.
pub const FORMAT: i64 = 1;

/// Most entries of a list that makes things happen or hosts meet: far more
/// than a lesson has, few enough that a page can show them.
const MANY: usize = 10_000;

/// Most stops, expectations and faults, before replicas multiply them.
const SEVERAL: usize = 1_000;

const TEXTS: Kind = Kind::List {
    of: &Kind::Text,
    least: 0,
    most: MANY,
};

const VARIED: Kind = Kind::Table(&LATENCY);

const COMPUTED: Kind = Kind::Table(&ANSWER);

const fn list(of: &'static Kind) -> Kind {
    Kind::List {
        of,
        least: 0,
        most: MANY,
    }
}

const fn few(of: &'static Kind) -> Kind {
    Kind::List {
        of,
        least: 0,
        most: SEVERAL,
    }
}

const fn key(
    name: &'static str,
    kind: Kind,
    default: &'static str,
    about: &'static str,
    example: &'static str,
) -> Key {
    Key {
        name,
        kind,
        default: Some(default),
        about,
        example,
    }
}

const fn needed(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
    Key {
        name,
        kind,
        default: None,
        about,
        example,
    }
}

/// The states of a process, as `state` and `status` write them.
pub(super) const STATES: &[&str] = &[
    "not-started",
    "running",
    "blocked",
    "waits-for-input",
    "asleep",
    "paused",
    "ended",
    "crashed",
];

/// What happens to a message, as `event` writes it.
pub(super) const EVENTS: &[&str] = &["sent", "delivered", "received", "dropped"];

/// Why a run is over, as `ended` writes it.
pub(super) const ENDINGS: &[&str] = &["all-ended", "nothing-can-happen", "stop-time", "limit"];

/// The top of the file.
pub(super) static FILE: Section = Section {
    header: "",
    about: "The lesson as a whole.",
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
            TEXTS,
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
            "messages",
            "How deep the network is simulated.",
            "detail = \"messages\"",
        ),
        key(
            "cpu",
            Kind::Duration,
            "1 us",
            "Simulated time that one statement takes.",
            "cpu = \"1us\"",
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

/// The properties of a cable, shared by `[link]` and `[[cable]]`.
const CABLE_PROPERTIES: &[Key] = &[
    key(
        "latency",
        Kind::Either(&Kind::Duration, &VARIED),
        "1 ms",
        "Propagation delay; the default switch has half of it on each of the two cables between two hosts.",
        "latency = \"5ms\"",
    ),
    key(
        "bandwidth",
        Kind::Bandwidth,
        "100 Mbit/s",
        "How many bits a second it carries.",
        "bandwidth = \"10Mbit/s\"",
    ),
    key(
        "loss",
        Kind::Probability,
        "0.0",
        "Probability that a frame is lost.",
        "loss = 0.02",
    ),
    key(
        "corrupt",
        Kind::Probability,
        "0.0",
        "Probability that a frame is damaged.",
        "corrupt = 0.001",
    ),
    key(
        "duplicate",
        Kind::Probability,
        "0.0",
        "Probability that a frame arrives twice.",
        "duplicate = 0.01",
    ),
    key(
        "reorder",
        Kind::Probability,
        "0.0",
        "Probability that a frame is overtaken.",
        "reorder = 0.01",
    ),
    key(
        "mtu",
        Kind::Whole {
            least: 68,
            most: 65_535,
        },
        "1500",
        "Largest packet, in bytes.",
        "mtu = 1500",
    ),
    key(
        "queue",
        Kind::Whole {
            least: 1,
            most: 1_000_000,
        },
        "1000",
        "Frames that wait for the cable before one is dropped.",
        "queue = 100",
    ),
];

static LINK: Section = Section {
    header: "[link]",
    about: "What holds for every cable that does not say otherwise; between two hosts on the default switch it holds for the whole way.",
    groups: &[CABLE_PROPERTIES],
};

static LATENCY: Section = Section {
    header: "latency = { }",
    about: "A latency that varies.",
    groups: &[&[
        needed("mean", Kind::Duration, "The middle.", "mean = \"5ms\""),
        key(
            "jitter",
            Kind::Duration,
            "0 s",
            "Greatest deviation from it, either way.",
            "jitter = \"1ms\"",
        ),
    ]],
};

static HOST: Section = Section {
    header: "[host.NAME]",
    about: "A host, switch or router; only needed where something differs from the default.",
    groups: &[&[
        key(
            "kind",
            Kind::OneOf(&["host", "switch", "router"]),
            "host",
            "What it does with frames and packets that are not for it.",
            "kind = \"router\"",
        ),
        key(
            "at",
            Kind::List {
                of: &Kind::Ratio,
                least: 2,
                most: 2,
            },
            "chosen by the page",
            "Its place on the stage, from the left and from the top, each from 0 to 1.",
            "at = [0.1, 0.5]",
        ),
        key(
            "names",
            Kind::Texts,
            "none",
            "Other names that its programs use for hosts, so that a listing for one machine runs on two.",
            "names = { localhost = \"server\" }",
        ),
    ]],
};

static CABLE: Section = Section {
    header: "[[cable]]",
    about: "A cable between two hosts, with the properties it has itself; `switch` is the default switch.",
    groups: &[
        &[needed(
            "between",
            Kind::List {
                of: &Kind::Text,
                least: 2,
                most: 2,
            },
            "The two hosts it joins.",
            "between = [\"a\", \"r1\"]",
        )],
        CABLE_PROPERTIES,
    ],
};

static PROCESS: Section = Section {
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

static STDIN: Section = Section {
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

static TEXT_FILE: Section = Section {
    header: "[file.NAME]",
    about: "A file that the scenario carries inside.",
    groups: &[&[needed(
        "text",
        Kind::Lines,
        "Its text.",
        "text = \"ANSWER = 42\"",
    )]],
};

static FAULT: Section = Section {
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

static STOP_AT: Section = Section {
    header: "[[stop_at]]",
    about: "Where the lesson pauses; either `at` or `when` says it.",
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

static WHEN: Section = Section {
    header: "when = { }",
    about: "The condition of a stop: one of `blocked`, `state`, `line`, `message`, `drop`, `prints`.",
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
    ]],
};

static ANSWER: Section = Section {
    header: "answer = { }",
    about: "An answer that is computed from the run, so that it stays right.",
    groups: &[&[needed(
        "receiver_of",
        Kind::Text,
        "The process that receives the next message that contains this.",
        "receiver_of = \"job 43\"",
    )]],
};

static EXPECT: Section = Section {
    header: "[[expect]]",
    about: "Something that holds when the run is over: about a process, about a count, or about the end.",
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
            Kind::OneOf(EVENTS),
            "none",
            "The number of messages to which this happened.",
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
