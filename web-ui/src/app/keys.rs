//! Which key does what. Pure: a table, also shown to the user.

use super::msg::{FrameStep, Msg, Panel, Tab};
use crate::engine::Direction;
use crate::platform::keyboard::Key;

/// The message that a key stands for, if any.
pub fn message(key: &Key) -> Option<Msg> {
    let name = key.name.as_str();
    Some(match (name, key.shift) {
        (" ", _) => Msg::PlayPause,
        ("ArrowRight", false) => Msg::Step(Direction::Forward),
        ("ArrowLeft", false) => Msg::Step(Direction::Back),
        ("ArrowRight", true) | ("PageDown", _) => Msg::Stop(Direction::Forward),
        ("ArrowLeft", true) | ("PageUp", _) => Msg::Stop(Direction::Back),
        ("Home", _) => Msg::Start,
        ("End", _) => Msg::End,
        ("[", _) => Msg::Speed(-1),
        ("]", _) => Msg::Speed(1),
        ("k" | "K", _) => Msg::CrashOrRestart,
        ("d" | "D", _) => Msg::DropMessage,
        ("e" | "E", _) => Msg::ToggleEditor,
        ("l" | "L", _) => Msg::Toggle(Panel::Library),
        ("g" | "G", _) => Msg::Toggle(Panel::GoTo),
        ("s" | "S", _) => Msg::Toggle(Panel::Share),
        ("v" | "V", _) => Msg::Toggle(Panel::Compare),
        ("F1", _) => Msg::Toggle(Panel::Help),
        ("t" | "T", _) => Msg::ToggleDiagram,
        ("w" | "W", _) => Msg::ToggleWaits,
        ("x" | "X", _) => Msg::Toggle(Panel::WhatIf),
        (".", _) => Msg::StepFrames(FrameStep::Over, Direction::Forward),
        (",", _) => Msg::StepFrames(FrameStep::Out, Direction::Forward),
        ("z", _) => Msg::StageZoom(MIDDLE, 1.4),
        ("Z", _) => Msg::StageZoom(MIDDLE, 1.0 / 1.4),
        ("f" | "F", _) => Msg::StageWhole,
        ("ArrowUp", false) => Msg::StagePan(0.0, -0.2),
        ("ArrowDown", false) => Msg::StagePan(0.0, 0.2),
        ("ArrowUp", true) => Msg::StagePan(-0.2, 0.0),
        ("ArrowDown", true) => Msg::StagePan(0.2, 0.0),
        ("n" | "N", _) => Msg::TogglePresenter,
        ("h" | "H", _) => Msg::CountHands,
        ("i" | "I", _) => Msg::Hint,
        ("Enter", _) => Msg::Reveal,
        ("+" | "=", _) => Msg::ZoomHere(0.5),
        ("-", _) => Msg::ZoomHere(2.0),
        ("0", _) => Msg::WholeTime,
        ("p" | "P", _) => Msg::ToggleProjector,
        ("c" | "C", _) => Msg::Show(Tab::Code),
        ("m" | "M", _) => Msg::Show(Tab::Message),
        ("q" | "Q", _) => Msg::NextMeters,
        ("o" | "O", _) => Msg::Show(Tab::Log),
        ("?", _) => Msg::Toggle(Panel::Keys),
        ("Undo", _) => Msg::Undo(true),
        ("Redo", _) => Msg::Undo(false),
        ("Escape", _) => Msg::Escape,
        (digit, _) => return digit_message(digit),
    })
}

const MIDDLE: (f64, f64) = (0.5, 0.5);

fn digit_message(name: &str) -> Option<Msg> {
    let digit: usize = name.parse().ok()?;
    (1..=9).contains(&digit).then(|| Msg::Choose(digit - 1))
}

/// What the keys panel says, in the order of use.
pub const HELP: [(&str, &str); 33] = [
    ("Space", "play, pause"),
    ("← →", "step back, step forward"),
    ("Shift ← →", "previous, next stop (also PageUp, PageDown)"),
    ("Home  End", "to the start, to the end"),
    ("[  ]", "slower, faster"),
    ("G", "go to a time or event, run until something happens"),
    ("T", "open the timeline to the whole diagram"),
    (".  ,", "step over; step out, in the selected process"),
    ("+ −  0", "zoom the timeline; the whole time"),
    (
        "Z  Shift Z  F",
        "zoom the stage; the whole stage (also wheel, pinch)",
    ),
    (
        "↑ ↓  Shift ↑ ↓",
        "move over the enlarged stage; also by dragging",
    ),
    ("1 … 9", "answer a question, or count a raised hand"),
    (
        "1 … 4",
        "without a question: messages, segments, packets, frames",
    ),
    ("H  Enter", "count hands; show the answer"),
    ("I", "hint"),
    ("W", "who waits for whom"),
    ("K", "crash or restart the selected process"),
    (
        "D",
        "drop the selected message: out of its queue, or off the cable",
    ),
    (
        "X",
        "what if: all that can be done to the run at this moment",
    ),
    (
        "C M Q O",
        "Code, Message, Queues (again: over time, TCP), Log",
    ),
    ("E", "edit the scenario"),
    (
        "Tab  Shift Tab",
        "within the text: indent, dedent what is selected",
    ),
    ("Esc  Tab", "within the text: leave it"),
    ("Ctrl /", "within the text: comment lines out, or in again"),
    (
        "Ctrl Z  Ctrl Y",
        "undo, redo the last change of the text, a dragged card, too",
    ),
    ("L", "list of scenarios"),
    ("V", "compare with another run"),
    ("S", "share: links, hand-out, exports"),
    ("N", "notes and answers in a window of their own"),
    ("P", "projector mode"),
    (
        "Tab  ↑ ↓",
        "next button or group of the stage; along its cards, queues, lines, messages; Enter selects",
    ),
    (
        "Esc",
        "close what is open; the keys go where they went before",
    ),
    ("?  F1", "this list; the guides, also beside the text"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_their_meaning() {
        let key = |name: &str, shift| Key {
            name: name.to_owned(),
            shift,
        };
        let cases = [
            (key(" ", false), Some(Msg::PlayPause)),
            (key("ArrowLeft", true), Some(Msg::Stop(Direction::Back))),
            (key("3", false), Some(Msg::Choose(2))),
            (key("0", false), Some(Msg::WholeTime)),
            (key("F5", false), None),
            (key("g", false), Some(Msg::Toggle(Panel::GoTo))),
            (key("Tab", false), None),
        ];
        for (key, expected) in cases {
            assert_eq!(message(&key), expected, "{key:?}");
        }
    }
}
