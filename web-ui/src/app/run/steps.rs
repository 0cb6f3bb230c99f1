//! Moving the cursor within what is computed: to a moment, by steps, to stops. No
//! step jumps over a stop.

use super::*;

impl Run {
    /// Shows the moment `at`, or the last one that is computed.
    pub fn show(&mut self, at: Time) {
        (self.aim, self.stands_in) = (None, false);
        self.session.seek_time(at.min(self.horizon()));
    }

    /// Shows the moment after so many events.
    pub fn seek(&mut self, position: u64) {
        (self.aim, self.stands_in) = (None, false);
        self.session.seek(position);
    }

    /// Shows an event, which is what is told then.
    pub fn seek_event(&mut self, record: RecordId) {
        (self.aim, self.stands_in) = (None, false);
        self.session.seek_event(record);
    }

    /// Shows a station of a message's trip.
    pub fn seek_station(&mut self, message: MessageId, at: usize) {
        (self.aim, self.stands_in) = (None, false);
        self.session.seek_station(message, at);
    }

    /// Lets the caption say what a message does, or did last.
    pub fn tell(&mut self, message: MessageId) {
        // What has not been sent yet says nothing.
        let _ = self.session.tell(message);
    }

    /// A step; false if there is none, or none that is computed: a program
    /// that never does what is waited for must not stop the page.
    pub fn step(&mut self, unit: Unit, direction: Direction) -> bool {
        if direction == Direction::Forward && !self.complete() && !self.knows_next(unit) {
            return false;
        }
        let from = self.here();
        let found = self.session.step(unit, direction);
        if matches!(unit, Unit::Trip(_)) {
            // Who follows a message is led to its stations only.
            return found;
        }
        self.halt_between(from, direction) || found
    }

    /// No step jumps over a stop: one that did goes back to it.
    pub(super) fn halt_between(&mut self, from: Here, direction: Direction) -> bool {
        let to = self.here();
        let mut stops = self.session.stops().iter();
        let passed = match direction {
            Direction::Forward => stops.find(|stop| from < stop.key() && stop.key() < to),
            Direction::Back => stops.rfind(|stop| to < stop.key() && stop.key() < from),
        };
        let Some(stop) = passed.cloned() else {
            return false;
        };
        self.session.seek_stop(&stop);
        true
    }

    /// A step over or out by frames of a process's stack; false if it is not
    /// computed that far.
    pub fn step_frames(&mut self, process: ProcessId, out: bool, direction: Direction) -> bool {
        let forward = direction == Direction::Forward;
        if forward && !self.complete() && !self.session.knows_step(process, out) {
            return false;
        }
        let from = self.here();
        match out {
            true => self.session.step_out(process, direction),
            false => self.session.step_over(process, direction),
        };
        self.halt_between(from, direction);
        true
    }

    pub(super) fn knows_next(&self, unit: Unit) -> bool {
        if let Unit::Trip(message) = unit {
            return self.session.next_station(message).is_some();
        }
        let trace = self.session.trace();
        let mut ahead = trace.records()[trace.after(self.position())..].iter();
        ahead.any(|record| unit.ends_at(record))
    }

    /// To the next stop of the lesson that is computed; false if there is none.
    pub fn to_stop(&mut self, direction: Direction) -> bool {
        let here = self.here();
        let ahead = |stop: &StopMark| stop.key() > here;
        let known = self.complete() || self.session.stops().iter().any(ahead);
        (known || direction == Direction::Back) && self.session.next_stop(direction).is_some()
    }

    /// Puts the cursor exactly at a stop.
    pub fn seek_stop(&mut self, stop: &StopMark) {
        self.session.seek_stop(stop);
    }

    /// Where the cursor is, so that stops can be told from those behind it.
    pub fn here(&self) -> Here {
        self.session.here()
    }

    /// The stop at the cursor.
    pub fn stop_here(&self) -> Option<&StopMark> {
        self.session.stop()
    }

    /// How deep the lesson has the stage look here: as the last stop said that
    /// was passed, or else as the file says.
    pub fn depth_here(&self) -> Depth {
        let here = self.here();
        let mut stops = self.session.stops().iter().rev();
        let last = stops.find_map(|it| it.level.filter(|_| it.key() <= here));
        last.unwrap_or(self.lesson().level)
    }

    /// The stop of this time and position.
    pub fn stop_at(&self, at: Time, position: u64) -> Option<&StopMark> {
        let mut stops = self.session.stops().iter();
        stops.find(|stop| (stop.at, stop.position) == (at, position))
    }

    /// The first stop behind `here` that comes at `until` or before.
    pub fn stop_after(&self, here: Here, until: Time) -> Option<&StopMark> {
        let mut stops = self.session.stops().iter();
        stops.find(|stop| stop.key() > here && stop.at <= until)
    }
}
