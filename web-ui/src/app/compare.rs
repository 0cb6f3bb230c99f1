//! Two runs side by side at the same moment: a branch, another seed, the text
//! before it was changed or another scenario against the one that is shown.

use std::rc::Rc;

use sim_core::base::Time;
use sim_core::view::{Difference, Stage};

use super::document::{self, Document};
use super::own;
use super::run::Run;
use super::state::{State, View};
use crate::draw::layout::Space;
use crate::library::ENTRIES;

/// What the run is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Another branch.
    Branch(usize),
    /// The same with another seed.
    Seed(u64),
    /// The text as it was opened.
    Before,
    /// One's own text of this number.
    Own(u64),
    /// A scenario of the library.
    Library(usize),
}

/// The other run.
pub struct Compare {
    /// What it is.
    pub title: String,
    /// Itself.
    pub run: Run,
    /// Where the two part, once known.
    pub difference: Option<Difference>,
    /// For which futures of the run that was found.
    found_for: Option<(u32, u64, u64)>,
}

/// Begins a comparison.
pub fn begin(state: &mut State, with: With) {
    let Some(run) = &state.run else { return };
    let other = match with {
        With::Branch(at) => run.branch(at),
        With::Seed(seed) => Some((format!("seed {seed}"), run.with_seed(seed))),
        With::Before => {
            let before = state.document.as_ref().map(Document::before);
            before.and_then(|it| titled("as it was opened", &it))
        }
        With::Own(id) => own::text(state, id).and_then(|it| titled(it.short_name(), &it)),
        With::Library(at) => {
            let title = ENTRIES.get(at).map_or("", |entry| entry.title);
            document::of_library(at).and_then(|it| titled(title, &it))
        }
    };
    let Some((title, run)) = other else {
        state.notice = Some("That text has errors and cannot run: open it to see them.".to_owned());
        return;
    };
    state.compare = Some(Compare {
        title,
        run,
        difference: None,
        found_for: None,
    });
    state.view.panel = None;
    state.view.editor = false;
    state.news = None;
}

fn titled(title: &str, document: &Document) -> Option<(String, Run)> {
    Some((title.to_owned(), document.run()?))
}

impl Compare {
    /// Computes the other run further and brings it to the moment `now`.
    pub fn follow(&mut self, now: Time, enough: &dyn Fn() -> bool) {
        self.run.compute(enough);
        if self.run.now() != now {
            self.run.show(now);
        }
    }

    /// Draws it anew, and finds where it parts from `one`.
    pub fn refresh(&mut self, one: &Run, space: Space, playing: bool) {
        let mut view = View::default();
        self.run.refresh(&mut view, space, playing);
        let (branch, computed) = one.computed_state();
        let found = Some((branch, computed, self.run.computed_state().1));
        // Two runs that have parted stay so, however much more is computed.
        let same_run = self.found_for.is_some_and(|old| old.0 == branch);
        if self.found_for != found && !(same_run && self.difference.is_some()) {
            self.difference = one.difference(&self.run);
        }
        self.found_for = found;
    }

    /// Which cards differ from those of `stage`, by their place.
    pub fn differing(&self, stage: &Option<Stage>) -> Rc<[bool]> {
        let (Some(one), Some(other)) = (stage, &*self.run.pictures().stage) else {
            return Rc::from([]);
        };
        let pairs = one.processes.iter().map(|card| {
            let twin = other.processes.iter().find(|twin| twin.name == card.name);
            twin.is_none_or(|twin| {
                (&twin.state, &twin.statement) != (&card.state, &card.statement)
                    || twin.queues.len() != card.queues.len()
                    || twin
                        .queues
                        .iter()
                        .zip(&card.queues)
                        .any(|(a, b)| a.fill != b.fill)
            })
        });
        pairs.collect()
    }
}
