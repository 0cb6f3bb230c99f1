//! Walking along the trip of one message: the cursor stands at one of its
//! stations, of which several may have one position.

use super::{Direction, Progress, Session};
use crate::base::{MessageId, RecordId};
use crate::view::{self, Station};

/// What is told at the cursor, where several things are. What is not there is
/// told nowhere: then it is what comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Told {
    /// What comes first: a stop of the lesson, then what happened.
    #[default]
    First,
    /// The stop of this number (`StopMark::index`).
    Stop(usize),
    /// The event that somebody wanted to see.
    Event(RecordId),
    /// What somebody has just done to the run.
    Done,
    /// A station of a message's trip.
    Station(MessageId, usize),
}

impl Session {
    /// What is told at the cursor.
    pub fn told(&self) -> Told {
        self.told
    }

    /// The stations of a message's trip, as far as computed.
    pub fn trip(&self, message: MessageId) -> Vec<Station> {
        view::trip(&self.cursor, &self.trace, &self.lesson, message)
    }

    /// Where on its trip a message is at the cursor: at the station that
    /// somebody walked to, else at the last one that the cursor has passed.
    pub fn station(&self, message: MessageId, trip: &[Station]) -> Option<usize> {
        let here = self.position();
        let until = trip.partition_point(|it| it.position <= here);
        let told = match self.told {
            Told::Station(of, at) if of == message => Some(at),
            Told::Event(record) => trip[..until].iter().rposition(|it| it.record == record),
            _ => None,
        };
        told.filter(|at| *at < until).or(until.checked_sub(1))
    }

    /// Puts the cursor at an event, which is what is told there.
    pub fn seek_event(&mut self, record: RecordId) {
        if let Some(position) = self.trace.get(record).map(|it| it.position) {
            self.seek(position);
            self.told = Told::Event(record);
        }
    }

    /// Puts the cursor at a station of a message's trip; `false` if it is not
    /// computed that far.
    pub fn seek_station(&mut self, message: MessageId, at: usize) -> bool {
        let position = self.trip(message).get(at).map(|it| it.position);
        if let Some(position) = position {
            self.seek(position);
            self.told = Told::Station(message, at);
        }
        position.is_some()
    }

    /// Tells of a message what it does at the cursor, or did last; `false` if
    /// that is nothing yet.
    pub fn tell(&mut self, message: MessageId) -> bool {
        let at = self.station(message, &self.trip(message));
        if let Some(at) = at {
            self.told = Told::Station(message, at);
        }
        at.is_some()
    }

    /// The next station of a message's trip, as far as computed.
    pub fn next_station(&self, message: MessageId) -> Option<usize> {
        let trip = self.trip(message);
        let next = self.station(message, &trip).map_or(0, |at| at + 1);
        (next < trip.len()).then_some(next)
    }

    /// Moves the cursor to the next or previous station of a message's trip.
    /// `false` if there is none that way: it is then at the beginning, or where
    /// it was.
    pub fn walk(&mut self, message: MessageId, direction: Direction) -> bool {
        match direction {
            Direction::Forward => self.walk_on(message),
            Direction::Back => self.walk_back(message),
        }
    }

    fn walk_on(&mut self, message: MessageId) -> bool {
        loop {
            if let Some(next) = self.next_station(message) {
                return self.seek_station(message, next);
            }
            if self.compute(1_000) == Progress::Ended && self.next_station(message).is_none() {
                return false;
            }
        }
    }

    fn walk_back(&mut self, message: MessageId) -> bool {
        let trip = self.trip(message);
        let here = self.station(message, &trip);
        let stands =
            |at: &usize| trip[*at].position == self.position() && self.time == self.cursor.now();
        let before = match here {
            // Behind a station the way back leads to it.
            Some(at) if stands(&at) => at.checked_sub(1),
            other => other,
        };
        match before {
            Some(at) => self.seek_station(message, at),
            None => {
                self.seek(0);
                false
            }
        }
    }
}
