//! Steps of the cursor: to the next or previous line, message, event or stop.

use super::{Progress, Session, Told};
use crate::base::{MessageId, ProcessId, ThreadId, Time};
use crate::trace::Level;
use crate::view::StopMark;
use crate::world::Record;

/// How far one step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// To the next statement that a program executes.
    Line,
    /// To the next thing that happens to a message.
    Message,
    /// To the next thing that happens to a program, a message or a connection.
    Event,
    /// To the next thing that happens at this layer or above it.
    Deep(Level),
    /// To the next statement of one process.
    LineOf(ProcessId),
    /// To the next event of one process.
    EventOf(ProcessId),
    /// To the next station of one message's trip: from the program through
    /// the socket, the queues, its segments or datagrams to the program at the
    /// other end.
    Trip(MessageId),
    /// To the next message that is lost.
    Drop,
    /// To the next call that does not return at once.
    Block,
    /// To the next call of one process that does not return at once.
    BlockOf(ProcessId),
    /// To the next message that arrives at one process.
    ArrivalAt(ProcessId),
}

impl Unit {
    /// The same for whatever process or message comes next.
    pub fn general(self) -> Unit {
        match self {
            Unit::LineOf(_) => Unit::Line,
            Unit::EventOf(_) => Unit::Event,
            Unit::BlockOf(_) => Unit::Block,
            Unit::Trip(_) | Unit::ArrivalAt(_) => Unit::Message,
            _ => self,
        }
    }

    /// Whether a step of this kind ends at `record`.
    pub fn ends_at(self, record: &Record) -> bool {
        match self {
            Unit::Line => record.line_of().is_some(),
            Unit::Message => record.message().is_some(),
            Unit::Event => record.level() == Level::Messages,
            Unit::Deep(level) => record.level() <= level,
            Unit::LineOf(process) => record.line_of() == Some(process),
            Unit::EventOf(process) => record.process() == Some(process),
            Unit::Trip(message) => record.carries(message),
            Unit::Drop => record.is_drop(),
            Unit::Block => record.block_of().is_some(),
            Unit::BlockOf(process) => record.block_of() == Some(process),
            Unit::ArrivalAt(process) => record.is_arrival() && record.process() == Some(process),
        }
    }
}

/// Which way a step goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Later.
    Forward,
    /// Earlier.
    Back,
}

impl Session {
    /// Moves the cursor by one `unit`. `false` if there is none that way: the
    /// cursor is then at the beginning or the end.
    pub fn step(&mut self, unit: Unit, direction: Direction) -> bool {
        if let Unit::Trip(message) = unit {
            return self.walk(message, direction);
        }
        match direction {
            Direction::Forward => self.step_forward(unit),
            Direction::Back => self.step_back(unit),
        }
    }

    /// Moves the cursor past the current statement of `process` and all that it
    /// calls, in the thread that ran last; back, to where the statement before began.
    pub fn step_over(&mut self, process: ProcessId, direction: Direction) -> bool {
        self.step_frames(process, direction, 0)
    }

    /// Moves the cursor to where the function that `process` is in has
    /// returned; back, to where it was called.
    pub fn step_out(&mut self, process: ProcessId, direction: Direction) -> bool {
        self.step_frames(process, direction, 1)
    }

    /// Whether a step over, or out, ends within what is computed.
    pub fn knows_step(&self, process: ProcessId, out: bool) -> bool {
        let Some((thread, most)) = self.frames_of(process, u32::from(out)) else {
            return true;
        };
        let ahead = &self.trace.records()[self.trace.after(self.position())..];
        let lines = ahead.iter().filter_map(|it| it.line_in(process, thread));
        // Of a step over, the first statement is the current one itself.
        let wanted = lines.filter(|depth| *depth <= most).take(2).count();
        wanted > usize::from(!out)
    }

    /// The thread of a process that ran last, and how deep a statement may be
    /// that is at least `less` frames nearer to the program's own text.
    fn frames_of(&self, process: ProcessId, less: u32) -> Option<(ThreadId, u32)> {
        let place = self.cursor.system().processes().get(process.index())?;
        let thread = place.core.last;
        let machine = place.machine.as_ref();
        let depth = machine.and_then(|machine| machine.place(thread));
        let most = depth.map_or(u32::MAX, |(_, _, depth)| depth.saturating_sub(less));
        Some((thread, most))
    }

    /// To the place before the next statement that is at least `less` frames
    /// nearer to the program's own text.
    fn step_frames(&mut self, process: ProcessId, direction: Direction, less: u32) -> bool {
        let Some((thread, most)) = self.frames_of(process, less) else {
            return false;
        };
        // Forward, the first statement is the current one itself.
        let mut current = less == 0 && direction == Direction::Forward;
        let mut found = None;
        loop {
            let from = found.unwrap_or(self.trace.after(self.position()));
            let records = self.trace.records();
            let wanted = |record: &Record| {
                let line = record.line_in(process, thread);
                line.is_some_and(|depth| depth <= most)
            };
            let next = match direction {
                Direction::Back => records[..from].iter().rposition(wanted),
                Direction::Forward => records[from..].iter().position(wanted).map(|at| from + at),
            };
            match next {
                Some(at) if current => {
                    current = false;
                    found = Some(at + 1);
                }
                Some(at) => {
                    let position = records[at].position - 1;
                    self.seek(position);
                    return true;
                }
                None if direction == Direction::Back => {
                    self.seek(0);
                    return false;
                }
                None => {
                    found = Some(records.len());
                    if self.compute(1_000) == Progress::Ended
                        && found == Some(self.trace.records().len())
                    {
                        self.seek_end();
                        return false;
                    }
                }
            }
        }
    }

    fn step_forward(&mut self, unit: Unit) -> bool {
        let here = self.position();
        let mut from = self.trace.after(here);
        loop {
            let records = self.trace.records();
            if let Some(found) = records[from..].iter().find(|record| unit.ends_at(record)) {
                let position = found.position;
                self.seek(position);
                return true;
            }
            from = records.len();
            if self.compute(1_000) == Progress::Ended && from == self.trace.records().len() {
                self.seek_end();
                return false;
            }
        }
    }

    fn step_back(&mut self, unit: Unit) -> bool {
        let here = self.position();
        // With the cursor in time after its position, the first step back goes to the position itself.
        let before = if self.time > self.cursor.now() {
            here + 1
        } else {
            here
        };
        let end = self.trace.after(before.saturating_sub(1));
        let found = self.trace.records()[..end]
            .iter()
            .rev()
            .find(|record| unit.ends_at(record))
            .map(|record| record.position);
        self.seek(found.unwrap_or(0));
        found.is_some()
    }

    /// Puts the cursor at the end of the run.
    pub fn seek_end(&mut self) {
        self.compute_all();
        self.seek(self.head.position());
        self.time = self.head.end_time().unwrap_or(self.head.now());
    }

    /// Moves the cursor to the next or previous stop of the lesson. Of several
    /// at one moment each has its turn.
    pub fn next_stop(&mut self, direction: Direction) -> Option<StopMark> {
        let here = self.here();
        let found = match direction {
            Direction::Forward => loop {
                if let Some(mark) = self.stops().iter().find(|mark| mark.key() > here) {
                    break Some(mark.clone());
                }
                if self.compute(1_000) == Progress::Ended {
                    break self.stops().iter().find(|mark| mark.key() > here).cloned();
                }
            },
            Direction::Back => {
                let mut stops = self.stops().iter();
                stops.rfind(|mark| mark.key() < here).cloned()
            }
        };
        if let Some(mark) = &found {
            self.seek_stop(mark);
        }
        found
    }

    /// Puts the cursor exactly at a stop.
    pub fn seek_stop(&mut self, mark: &StopMark) {
        self.seek(mark.position);
        self.time = self.time.max(mark.at);
        self.told = Told::Stop(mark.index);
    }

    /// The stop at the cursor: the one that was gone to, else the first there.
    /// None while something else is told there.
    pub fn stop(&self) -> Option<&StopMark> {
        let own = match self.told {
            Told::First => None,
            Told::Stop(index) => Some(index),
            Told::Event(_) | Told::Done | Told::Station(..) => return None,
        };
        let here = (self.time, self.position());
        let mut stops = self.stops().iter();
        let first = stops.find(|mark| (mark.at, mark.position) == here)?;
        let told = stops.take_while(|mark| (mark.at, mark.position) == here);
        let mut told = told.filter(|mark| Some(mark.index) == own);
        Some(told.next().unwrap_or(first))
    }

    /// Where the cursor is among the stops (`StopMark::key`).
    pub fn here(&self) -> (Time, u64, usize) {
        let turn = self.stop().map_or(0, |mark| mark.index);
        (self.time, self.position(), turn)
    }
}
