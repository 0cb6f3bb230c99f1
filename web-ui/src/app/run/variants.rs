//! Other ways of a run: commands, branches, seeds, another telling of the same;
//! and where two of them part.

use super::*;

impl Run {
    /// The run at its beginning, as it will go with these commands, on a branch
    /// of this name.
    pub fn with_commands(&self, commands: Vec<Given>, label: String) -> Run {
        self.commanded(Rc::clone(&self.lesson), commands, label)
    }

    pub(super) fn commanded(&self, lesson: Rc<Lesson>, commands: Vec<Given>, label: String) -> Run {
        let branches = Branches::from_commands(commands.clone(), label);
        let session = Session::with_commands(lesson, commands).measuring();
        let mut run = Run::of(session, branches, Rc::clone(&self.cast));
        run.altered = self.altered;
        run
    }

    /// The futures of this run.
    pub fn branches(&self) -> &Branches {
        &self.branches
    }

    /// Has these futures, and shows the one that they show.
    pub fn adopt(&mut self, branches: Branches) {
        let to = branches.current();
        self.branches = branches;
        if to != 0 {
            self.switch(to);
        }
    }

    /// Shows another future, at the same moment.
    pub fn switch(&mut self, to: usize) {
        let mut branches = self.branches.clone();
        if let Some(session) = branches.switch(to, &self.session) {
            let cast = Rc::clone(&self.cast);
            let old = std::mem::replace(self, Run::of(session.measuring(), branches, cast));
            self.take_over(&old);
            (self.hop, self.keeps_hop) = (old.hop, old.hop.is_some());
            self.altered = old.altered;
        }
    }

    /// Forgets the future that is shown, and shows the one it left.
    pub fn remove_branch(&mut self) {
        let gone = self.branches.current();
        let fork = self.branches.list().get(gone).and_then(|it| it.fork);
        if let Some(fork) = fork {
            self.switch(fork.parent);
            self.branches.remove(gone);
        }
    }

    /// A future as a run of its own, with its name.
    pub fn branch(&self, at: usize) -> Option<(String, Run)> {
        let branch: &Branch = self.branches.list().get(at)?;
        let lesson = Rc::clone(&self.lesson);
        let session = Session::with_commands(lesson, branch.commands.clone()).measuring();
        let cast = Rc::clone(&self.cast);
        let mut run = Run::of(session, Branches::default(), cast);
        run.altered = self.altered;
        Some((branch.label.clone(), run))
    }

    /// The same run with another seed.
    pub fn with_seed(&self, seed: u64) -> Run {
        let mut lesson = (*self.lesson).clone();
        let mut setup = (*lesson.setup).clone();
        setup.seed = seed;
        lesson.setup = Rc::new(setup);
        let commands = self.session.commands().to_vec();
        let label = self.branches.list().get(self.branches.current());
        let label = label.map_or(String::new(), |branch| branch.label.clone());
        self.commanded(Rc::new(lesson), commands, label)
    }

    /// Changes the run at the cursor; what comes after is computed anew.
    pub fn apply(&mut self, command: Command) {
        self.branches.apply(&mut self.session, command);
        self.progress = Progress::More;
        self.charted = None;
        self.keeps_hop = self.hop.is_some();
        self.branch += 1;
    }

    /// Shows the same run as another text tells it; false if it is another run.
    pub fn relabel(&mut self, mut lesson: Lesson) -> bool {
        if *lesson.setup != *self.lesson.setup {
            return false;
        }
        lesson.setup = Rc::clone(&self.lesson.setup);
        self.lesson = Rc::new(lesson);
        self.session.show_lesson(Rc::clone(&self.lesson));
        Rc::make_mut(&mut self.cast).listen(&self.lesson);
        self.place_anew();
        true
    }

    /// Where this run and another part, as far as that is known.
    pub fn difference(&self, other: &Run) -> Option<Difference> {
        let found = self.session.difference(&other.session)?;
        // One that is not computed yet has not parted.
        let unknown = (found.one.is_none() && !self.complete())
            || (found.other.is_none() && !other.complete());
        let unknown = unknown && !found.is_done();
        (!unknown).then_some(found)
    }

    /// Counts the futures, and how much of this one is computed.
    pub fn computed_state(&self) -> (u32, u64) {
        (self.branch, self.session.computed().0)
    }
}
