//! The style-sheet classes of activities, kinds and tones. Colours are in the
//! theme; here are only their names, and how an element gets several.

use sim_core::view::{Activity, Fate, MessageKind, Tone};

/// The class of an activity: `a-running`.
pub fn activity(activity: Activity) -> &'static str {
    match activity {
        Activity::NotStarted => "a-idle",
        Activity::Running => "a-running",
        Activity::Blocked => "a-blocked",
        Activity::WaitsForInput => "a-input",
        Activity::Asleep => "a-asleep",
        Activity::Paused => "a-paused",
        Activity::Ended => "a-ended",
        Activity::Crashed => "a-crashed",
    }
}

/// The class of a kind of message: `k-reply`.
pub fn kind(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Message => "k-message",
        MessageKind::Reply => "k-reply",
        MessageKind::Control => "k-control",
    }
}

/// The class of a fate: `f-lost`.
pub fn fate(fate: Fate) -> &'static str {
    match fate {
        Fate::Flying => "f-flying",
        Fate::Delivered => "f-delivered",
        Fate::Lost | Fate::Delayed => "f-lost",
    }
}

/// The class and the symbol of a tone: never colour alone.
pub fn tone(tone: Tone) -> (&'static str, &'static str) {
    match tone {
        Tone::Plain => ("t-plain", "·"),
        Tone::Message => ("t-message", "→"),
        Tone::Reply => ("t-reply", "←"),
        Tone::Wait => ("t-wait", "…"),
        Tone::Loss => ("t-loss", "×"),
        Tone::Output => ("t-output", ">"),
        Tone::Command => ("t-command", "!"),
    }
}

/// An element's classes, with a blank between them.
pub struct Names(Box<Joined>);

/// A word on the heap, so that [`Names`] is one word.
struct Joined {
    names: String,
}

impl Names {
    /// No class.
    #[inline(never)]
    pub fn none() -> Self {
        let names = String::new();
        Self(Box::new(Joined { names }))
    }

    /// One more, if there is one.
    pub fn and(self, name: impl Into<Option<&'static str>>) -> Self {
        self.join(name.into())
    }

    #[inline(never)]
    fn join(mut self, name: Option<&'static str>) -> Self {
        let names = &mut self.0.names;
        if let Some(name) = name.filter(|name| !name.is_empty()) {
            if !names.is_empty() {
                names.push(' ');
            }
            names.push_str(name);
        }
        self
    }

    /// As an attribute, if there is any.
    pub fn text(self) -> Option<String> {
        Some(self.0.names).filter(|names| !names.is_empty())
    }
}

/// Names, some of which may not be there.
macro_rules! classes {
    ($($name:expr),+ $(,)?) => {
        $crate::components::classes::Names::none()$(.and($name))+
    };
}
pub(crate) use classes;
