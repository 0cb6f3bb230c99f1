//! Computing a run ahead of its cursor, and where the cursor shall go once that
//! much is computed.

use super::*;

/// Events computed between two looks at the clock: the start of a program, or the
/// import of a large module, is one, and takes milliseconds.
const SLICE: u32 = 1;

impl Run {
    /// Computes until it is known who is on the stage, or until `enough` says so.
    pub fn prepare(&mut self, enough: &dyn Fn() -> bool) {
        while !self.is_prepared() && !enough() {
            self.progress = self.session.compute(SLICE);
            Rc::make_mut(&mut self.cast).watch(&self.session, self.progress);
        }
    }

    /// Lets go of a part of itself, once it is shown no more; false if little is left.
    pub fn shed(&mut self) -> bool {
        self.session.shed()
    }

    /// True if it is known who is on the stage: it can be drawn.
    pub fn is_prepared(&self) -> bool {
        self.cast.is_known()
    }

    /// Goes on where a run of an earlier text is: at its moment, as soon as
    /// that is computed, with the same stacks open.
    pub fn take_over(&mut self, old: &Run) {
        self.aim = Some(Aim::At(old.now(), None));
        self.stands_in = true;
        for group in &*old.groups {
            if group.open && self.groups.iter().any(|own| own.name == group.name) {
                self.toggle_stack(&group.name);
            }
        }
        self.pictures = old.pictures.clone();
        // What that run came to is nothing of this one.
        self.pictures.verdicts = Shared::default();
        self.pictures.remarks = Shared::default();
        self.branch = old.branch + 1;
    }

    /// Goes to the moment `at` as soon as that is computed.
    pub fn aim_at(&mut self, at: Time) {
        self.aim = Some(Aim::At(at, None));
    }

    /// The same, with only so many of the events of that time, and where this is told.
    pub fn aim_exactly(&mut self, at: Time, position: u64, told: Told) {
        self.aim = Some(Aim::At(at, Some((position, told))));
    }

    /// To the end, as soon as it is computed; until then as far as it is.
    pub fn to_end(&mut self) {
        self.show(self.horizon());
        if !self.complete() {
            self.aim = Some(Aim::At(Time::NEVER, None));
        }
    }

    fn arrive(&mut self, at: Time, exactly: Option<(u64, Told)>) {
        match exactly {
            Some((position, told)) => self.session.seek_exactly(position, at, told),
            None => self.session.seek_time(at),
        }
    }

    /// Begins a frame: goes to where the cursor shall be, if that is computed,
    /// or else computes ahead until the end or until `enough` says so. Not both:
    /// a new picture takes the frame's time.
    pub fn compute(&mut self, enough: &dyn Fn() -> bool) -> Reached {
        self.frame = self.frame.wrapping_add(1);
        match self.aim {
            Some(Aim::At(at, exact)) if self.complete() || self.session.computed().1 >= at => {
                self.aim = None;
                self.stands_in = false;
                self.arrive(at.min(self.horizon()), exact);
                return Reached::Fine;
            }
            Some(Aim::Next(unit, seen)) => {
                let reached = self.look_for(unit, seen);
                if self.aim.is_none() {
                    return reached;
                }
            }
            _ => {}
        }
        while self.progress == Progress::More && !enough() {
            self.progress = self.session.compute(SLICE);
        }
        Reached::Fine
    }

    /// Looks at what has been computed for an event that is aimed at.
    pub(super) fn look_for(&mut self, unit: Unit, seen: usize) -> Reached {
        if let Unit::Trip(message) = unit {
            return self.look_along(message, seen);
        }
        let records = self.session.trace().records();
        let from = seen.min(records.len());
        let found = records[from..].iter().find(|record| unit.ends_at(record));
        if let Some(position) = found.map(|record| record.position) {
            self.aim = None;
            self.session.seek(position);
        } else if self.complete() {
            self.aim = None;
            return Reached::Never;
        } else {
            self.aim = Some(Aim::Next(unit, records.len()));
        }
        Reached::Fine
    }

    /// The same for the next station of a message's trip.
    pub(super) fn look_along(&mut self, message: MessageId, seen: usize) -> Reached {
        if let Some(next) = self.session.next_station(message) {
            self.aim = None;
            self.session.seek_station(message, next);
        } else if self.complete() {
            self.aim = None;
            return Reached::Never;
        } else {
            self.aim = Some(Aim::Next(Unit::Trip(message), seen));
        }
        Reached::Fine
    }

    /// Goes to the next event of a kind, computing as far as necessary without
    /// holding up the page.
    pub fn run_until(&mut self, unit: Unit) -> Reached {
        let seen = self.session.trace().after(self.position());
        self.look_for(unit, seen)
    }

    /// True if the run is computed to its end.
    pub fn complete(&self) -> bool {
        self.progress == Progress::Ended
    }

    /// True while the pictures are those of an earlier run, until this one is
    /// computed as far as that was.
    pub fn stands_in(&self) -> bool {
        self.stands_in
    }

    /// True if it has something to do in the next frame.
    pub fn is_busy(&self) -> bool {
        !self.complete() || self.aim.is_some()
    }
}
