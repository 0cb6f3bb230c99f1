//! How deep one looks into the network. What is simulated is `Detail`.

use serde::Serialize;

/// The layers, from what a program sees downwards. A view that shows one shows
/// those above it, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// Programs, messages, connections, interventions.
    #[default]
    Messages,
    /// Layer 4: segments and datagrams.
    Segments,
    /// Layer 3: forwarding, fragments, ICMP.
    Packets,
    /// Layers 1 and 2: frames, switches, ARP, and what a cable does.
    Frames,
}

impl Level {
    /// All of them, from above.
    pub const ALL: [Level; 4] = [
        Level::Messages,
        Level::Segments,
        Level::Packets,
        Level::Frames,
    ];

    /// Its name on a screen and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Level::Messages => "messages",
            Level::Segments => "segments",
            Level::Packets => "packets",
            Level::Frames => "frames",
        }
    }

    /// The level of that name.
    pub fn from_word(word: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.word() == word)
    }
}
