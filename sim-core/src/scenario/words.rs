//! The words of the file for states, events and endings: one table for each,
//! in both directions.

use super::keys::{ENDINGS, EVENTS};
use super::lesson::{Counter, Ending, MessageEvent};
use super::wire_event::WireEvent;

/// Parallel to `keys::EVENTS`.
const EVENT_VALUES: [MessageEvent; 4] = [
    MessageEvent::Sent,
    MessageEvent::Delivered,
    MessageEvent::Received,
    MessageEvent::Dropped,
];

/// Parallel to `keys::EVENTS`.
const COUNTER_VALUES: [Counter; 4] = [
    Counter::Sent,
    Counter::Delivered,
    Counter::Received,
    Counter::Dropped,
];

/// Parallel to `keys::ENDINGS`.
const ENDING_VALUES: [Ending; 4] = [
    Ending::AllEnded,
    Ending::Quiet,
    Ending::StopTime,
    Ending::Limit,
];

macro_rules! words {
    ($($kind:ty, $words:ident, $values:ident;)*) => {$(
        impl $kind {
            /// What the word of a scenario file means.
            pub fn from_word(word: &str) -> Option<$kind> {
                let at = $words.iter().position(|known| *known == word)?;
                $values.get(at).copied()
            }

            /// How a scenario file writes it.
            pub fn word(self) -> &'static str {
                let at = $values.iter().position(|known| *known == self);
                $words[at.expect("invariant: every value is in its table")]
            }
        }
    )*};
}

words! {
    MessageEvent, EVENTS, EVENT_VALUES;
    Ending, ENDINGS, ENDING_VALUES;
}

impl Counter {
    /// What the word of a scenario file means.
    pub fn from_word(word: &str) -> Option<Counter> {
        match EVENTS.iter().position(|known| *known == word) {
            Some(at) => COUNTER_VALUES.get(at).copied(),
            None => WireEvent::from_word(word).map(Counter::Wire),
        }
    }

    /// How a scenario file writes it.
    pub fn word(self) -> &'static str {
        match self {
            Counter::Sent => EVENTS[0],
            Counter::Delivered => EVENTS[1],
            Counter::Received => EVENTS[2],
            Counter::Dropped => EVENTS[3],
            Counter::Wire(event) => event.word(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::keys::STATES;
    use super::super::lesson::State;
    use super::*;

    #[test]
    fn words_go_both_ways() {
        for word in STATES {
            assert_eq!(State::from_word(word).map(State::word), Some(*word));
        }
        for word in EVENTS {
            assert_eq!(Counter::from_word(word).map(Counter::word), Some(*word));
            let event = MessageEvent::from_word(word);
            assert_eq!(event.map(MessageEvent::word), Some(*word));
        }
        for word in ENDINGS {
            assert_eq!(Ending::from_word(word).map(Ending::word), Some(*word));
        }
        assert_eq!(State::from_word("dead"), None);
    }
}
