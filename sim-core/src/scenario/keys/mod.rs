//! The format as a table: every section and key with its kind, default,
//! meaning and an example. The reader, its error messages, the reference page
//! and the schema for editors are all made from this one table; nothing about
//! a key is said anywhere else, but for rules between several keys.

mod network;
mod programs;
mod teaching;
mod top;

pub(super) use top::FILE;

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
        default: Some(printed(default)),
        about: printed(about),
        example,
    }
}

const fn needed(name: &'static str, kind: Kind, about: &'static str, example: &'static str) -> Key {
    Key {
        name,
        kind,
        default: None,
        about: printed(about),
        example,
    }
}

/// What only the reference page says. The page in the browser, which is built
/// without the `library`, does not print it and need not carry it.
const fn printed(text: &'static str) -> &'static str {
    if cfg!(feature = "library") { text } else { "" }
}

/// How deep a stage looks, as `network::Level` has it.
pub(super) const LEVELS: &[&str] = &["messages", "segments", "packets", "frames"];

/// What a stop can open beside the stage.
pub(super) const TABS: &[&str] = &["code", "message", "queues", "plots", "connections", "log"];

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

/// What can be counted: what happens to messages, and to what carries them.
pub(super) const COUNTS: &[&str] = &[
    "sent",
    "delivered",
    "received",
    "dropped",
    "segment",
    "data",
    "sent-again",
    "segment-received",
    "early",
    "duplicate-ack",
    "recovery",
    "timed-out",
    "window-closed",
    "datagram",
    "forwarded",
    "fragmented",
    "icmp",
    "frame",
    "frame-received",
    "flooded",
    "arp",
    "arp-learnt",
    "frame-lost",
    "frame-damaged",
    "queue-full",
    "not-mine",
];

/// What happens to a message, as `event` writes it.
pub(super) const EVENTS: &[&str] = COUNTS.split_at(4).0;

/// What happens below the messages, as `wire` writes it.
pub(super) const WIRE: &[&str] = COUNTS.split_at(4).1;

/// Why a run is over, as `ended` writes it.
pub(super) const ENDINGS: &[&str] = &["all-ended", "nothing-can-happen", "stop-time", "limit"];
