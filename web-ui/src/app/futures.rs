//! The futures of texts that are written on: what somebody did to a run is kept
//! with the run's text, and is there again when the text is. A command names an
//! event of its run by number, so it means nothing in the run of another text;
//! a text that only tells the same run otherwise keeps it.

use super::run::Run;
use crate::engine::Branches;

/// Futures by the text of their run, the latest last.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Futures(Vec<(String, Branches)>);

/// Texts whose futures are kept: as many as anybody goes back by undo.
const TEXTS: usize = 20;

/// What becomes of the futures when a text is changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Passed {
    /// There were none, and there are none.
    None,
    /// The new run has these.
    On(Branches),
    /// They wait until the text is again what it was.
    Kept,
}

impl Futures {
    /// Takes the futures of `old`, and says which the run `new` of the text that
    /// comes in its place has.
    pub fn pass(&mut self, old: &Run, new: &Run) -> Passed {
        let (was, comes) = (old.lesson(), new.lesson());
        if was.setup == comes.setup {
            return Passed::On(old.branches().clone());
        }
        let has = old.branches().list().len() > 1;
        if has {
            self.0.retain(|(text, _)| *text != was.file.text);
            self.0.push((was.file.text.clone(), old.branches().clone()));
            self.0.drain(..self.0.len().saturating_sub(TEXTS));
        }
        let known = self.0.iter().find(|(text, _)| *text == comes.file.text);
        match known {
            Some((_, branches)) => Passed::On(branches.clone()),
            None if has => Passed::Kept,
            None => Passed::None,
        }
    }
}
