//! Where the keys go when something opens or closes: a panel that was opened by
//! the keyboard has the focus, and gives it back. What is opened with the
//! pointer leaves it where it is.

use super::msg::Panel;
use super::state::State;
use crate::platform::focus::{self, Place};
use crate::platform::text;

/// What is open, as far as it matters to the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Open {
    panel: Option<Panel>,
    editor: bool,
    run: bool,
}

/// What is open now.
pub fn open(state: &State) -> Open {
    Open {
        panel: state.view.panel,
        editor: state.view.editor,
        run: state.run.is_some(),
    }
}

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    /// To what has opened.
    Into(&'static str),
    /// To the text.
    Text,
    /// To where it was.
    Back,
}

/// The focus, from what happens until the page has been drawn.
#[derive(Default)]
pub struct Focus {
    turn: Option<Turn>,
    /// Where it was before each thing that is open, the first one first.
    came: Vec<Place>,
}

const TEXT: &str = ".editor textarea";
/// Where it goes when the place that it came from is gone.
const STAGE: &str = ".stage-area";

impl Focus {
    /// Something happened, by the keyboard or not; the page is drawn later.
    pub fn note(&mut self, before: Open, after: Open, by_keys: bool) {
        let Some(turn) = turn(before, after) else {
            return;
        };
        if !by_keys {
            return self.came.clear();
        }
        if turn != Turn::Back {
            let covered = before.panel.is_some() || before.editor;
            let beside = before.editor && after.editor && before.panel.is_none();
            if !covered {
                self.came.clear();
            }
            if !covered || beside {
                self.came.extend(focus::place());
            }
        }
        self.turn = Some(turn);
    }

    /// The page has been drawn: the focus goes where it belongs.
    pub fn settle(&mut self, state: &State) {
        match self.turn.take() {
            Some(Turn::Into(selector)) => {
                focus::find(selector);
            }
            Some(Turn::Text) => text::enter(TEXT, state.view.caret),
            Some(Turn::Back) => self.back(state.view.editor),
            None => {}
        }
        focus::settle();
    }

    fn back(&mut self, editor: bool) {
        let came = match editor {
            true => self.came.pop(),
            false => self.came.drain(..).next(),
        };
        let is_back = came.is_some_and(|place| place.give());
        if !is_back && focus::place().is_none() {
            focus::find(if editor { TEXT } else { STAGE });
        }
    }
}

fn turn(before: Open, after: Open) -> Option<Turn> {
    if after.editor && !before.editor {
        return Some(Turn::Text);
    }
    match (before.panel, after.panel) {
        (was, Some(panel)) if was != Some(panel) => return Some(Turn::Into(first(panel))),
        (Some(_), None) => return Some(Turn::Back),
        _ => {}
    }
    if before.editor && !after.editor {
        return Some(Turn::Back);
    }
    (after.run && !before.run).then_some(Turn::Into(STAGE))
}

/// What of a panel has the focus first. Mostly its heading: the space bar goes
/// on to play, and does not crash a process by accident; Tab leads to the first
/// thing that can be done.
fn first(panel: Panel) -> &'static str {
    match panel {
        Panel::GoTo => "#go",
        Panel::Help => "#search",
        Panel::Library => ".library .lesson",
        Panel::Keys | Panel::Share | Panel::Compare | Panel::WhatIf => {
            ".dock :is(.panel, .keys) h2"
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_focus_goes_into_what_opens_and_back_from_what_closes() {
        let open = |panel, editor| Open {
            panel,
            editor,
            run: true,
        };
        let nothing = open(None, false);
        let what_if = open(Some(Panel::WhatIf), false);
        let help = open(Some(Panel::Help), false);
        let (text, both) = (open(None, true), open(Some(Panel::Help), true));
        let cases = [
            (Open::default(), nothing, Some(Turn::Into(STAGE))),
            (nothing, nothing, None),
            (nothing, what_if, Some(Turn::Into(first(Panel::WhatIf)))),
            (what_if, help, Some(Turn::Into(first(Panel::Help)))),
            (help, nothing, Some(Turn::Back)),
            (nothing, text, Some(Turn::Text)),
            (what_if, text, Some(Turn::Text)),
            (text, both, Some(Turn::Into("#search"))),
            (both, text, Some(Turn::Back)),
            (both, help, Some(Turn::Back)),
            (text, nothing, Some(Turn::Back)),
        ];
        for (before, after, expected) in cases {
            assert_eq!(turn(before, after), expected, "{before:?} {after:?}");
        }
    }
}
