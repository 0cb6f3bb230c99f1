//! Two runs side by side at the same moment: a branch, another seed, the text
//! before it was changed or another scenario against the one that is shown.

use std::rc::Rc;

use sim_core::base::Time;
use sim_core::view::{Difference, ProcessCard, Queue};

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
    /// The same, so that it can be had again.
    pub with: With,
    /// Itself.
    pub run: Run,
    /// Where the two part, once known.
    pub difference: Option<Difference>,
    /// For which futures of the run that was found.
    found_for: Option<(u32, u64, u64)>,
    /// Which cards differ, by their place.
    pub differing: Rc<[bool]>,
    /// For which moments of both that was found, and whether variables were
    /// looked at.
    marked_for: Option<(u32, u64, u64, bool)>,
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
        with,
        run,
        difference: None,
        found_for: None,
        differing: Rc::from([]),
        marked_for: None,
    });
    state.again = None;
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
        // While both go on, what is seen is enough.
        let marked = Some((branch, one.position(), self.run.position(), !playing));
        if self.marked_for != marked {
            self.differing = self.differing(one, !playing);
            self.marked_for = marked;
        }
    }

    /// Which cards of `one` differ from those of the other run: in what the
    /// process does, has printed or holds in its queues, and, if they are
    /// `looked_into`, in its variables.
    fn differing(&self, one: &Run, looked_into: bool) -> Rc<[bool]> {
        let (stage, other) = (&one.pictures().stage, &self.run.pictures().stage);
        let (Some(stage), Some(other)) = (&**stage, &**other) else {
            return Rc::from([]);
        };
        let pairs = stage.processes.iter().map(|card| {
            let twin = other.processes.iter().find(|twin| twin.name == card.name);
            twin.is_none_or(|twin| {
                let (session, others) = (one.session(), self.run.session());
                looks_other(card, twin) || session.differs(card.id, (others, twin.id), looked_into)
            })
        });
        pairs.collect()
    }
}

/// True if the cards of two processes do not look the same.
fn looks_other(card: &ProcessCard, twin: &ProcessCard) -> bool {
    let seen = |queue: &Queue| (queue.fill, queue.dropped);
    let same = |(a, b): (&Queue, &Queue)| seen(a) == seen(b);
    (&twin.state, &twin.statement) != (&card.state, &card.statement)
        || twin.queues.len() != card.queues.len()
        || !twin.queues.iter().zip(&card.queues).all(same)
}
