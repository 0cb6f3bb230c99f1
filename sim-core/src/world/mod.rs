//! The world: the whole simulated state as plain data, and its two doors,
//! `step` and `apply`. It does not keep what has happened: each step hands out
//! its records, and a session keeps them.
//!
//! Nothing in a world depends on whether anybody listens: the same setup and
//! the same commands at the same positions give equal worlds and equal records,
//! native and in the browser.

mod record;

use crate::base::Map;
use std::rc::Rc;

pub use record::Record;

pub use crate::system::{Command, Planned, ProcessSetup, Setup};

use crate::base::{Agenda, MessageId, RecordId, Time};
use crate::messaging;
use crate::system::{Effect, Effects, Event, Happening, State, System};

/// An event on the agenda and the record that made it happen.
#[derive(Clone, Debug, PartialEq)]
pub struct Scheduled {
    /// What is due.
    pub event: Event,
    /// The latest record when it was scheduled.
    pub cause: Option<RecordId>,
}

/// Why a run has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ended {
    /// Every program has ended.
    ProgramsEnded,
    /// Nothing is due any more, though some program still waits.
    NothingCanHappen,
    /// The scenario's stop time has come.
    StopTime,
    /// The run's bound on events was met.
    EventLimit,
    /// The bound on records kept was met (a session's, not the world's).
    RecordLimit,
}

impl Ended {
    /// The reason as a word of the scenario format and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Ended::ProgramsEnded => "all-ended",
            Ended::NothingCanHappen => "nothing-can-happen",
            Ended::StopTime => "stop-time",
            Ended::EventLimit | Ended::RecordLimit => "limit",
        }
    }
}

/// The whole simulated state.
#[derive(Clone, Debug, PartialEq)]
pub struct World {
    now: Time,
    position: u64,
    agenda: Agenda<Scheduled>,
    system: System,
    next_record: u64,
    /// The latest record about each message on its way: the cause of the next.
    latest: Map<MessageId, RecordId>,
    ended: Option<Ended>,
    recording: bool,
    effects: Effects,
}

impl World {
    /// The world at the beginning: nothing has happened yet.
    pub fn new(setup: Rc<Setup>) -> World {
        World::with_recording(setup, true, None)
    }

    /// As `new`; what an `earlier` world compiled of the library is used again.
    pub fn after(setup: Rc<Setup>, earlier: &World) -> World {
        World::with_recording(setup, true, Some(earlier))
    }

    /// As `new`, for runs of which only the outcome is wanted: steps hand out
    /// no records, and records have no numbers.
    pub fn unrecorded(setup: Rc<Setup>) -> World {
        World::with_recording(setup, false, None)
    }

    fn with_recording(setup: Rc<Setup>, recording: bool, earlier: Option<&World>) -> World {
        let mut world = World {
            now: Time::ZERO,
            position: 0,
            agenda: Agenda::default(),
            system: System::new(setup.clone(), earlier.map(|it| &it.system)),
            next_record: 0,
            latest: Map::new(),
            ended: None,
            recording,
            effects: Effects::default(),
        };
        world.system.set_recording(recording);
        let mut effects = Effects::default();
        // Faults first: what the file does to the run at a time comes before
        // what the programs do at the same time.
        for (index, fault) in setup.faults.iter().enumerate() {
            effects.schedule(
                fault.at,
                Event::Planned {
                    index: index as u32,
                },
            );
        }
        world.system.begin(&mut effects);
        world.absorb(effects, None, &mut Vec::new());
        world.look_ahead();
        world
    }

    /// The present.
    pub fn now(&self) -> Time {
        self.now
    }

    /// How many events and commands have been.
    pub fn position(&self) -> u64 {
        self.position
    }

    /// Why and whether the run has ended.
    pub fn ended(&self) -> Option<Ended> {
        self.ended
    }

    /// When the run ended, if it has.
    pub fn end_time(&self) -> Option<Time> {
        self.ended.map(|why| {
            if why == Ended::StopTime {
                self.setup().stop
            } else {
                self.now
            }
        })
    }

    /// Hosts, processes, messaging and network.
    pub fn system(&self) -> &System {
        &self.system
    }

    /// What it began with.
    pub fn setup(&self) -> &Rc<Setup> {
        self.system.setup()
    }

    /// When the next event is due.
    pub fn next_time(&self) -> Option<Time> {
        self.agenda.next_time()
    }

    /// Lets the next thing happen, and adds what it was to `records`. `false`,
    /// and nothing changes any more, when the run has ended.
    pub fn step(&mut self, records: &mut Vec<Record>) -> bool {
        if self.ended.is_some() {
            return false;
        }
        let (at, Scheduled { event, cause }) = self
            .agenda
            .pop()
            .expect("invariant: an empty agenda is an ended run");
        assert!(at >= self.now, "invariant: time runs forward");
        self.now = at;
        self.happen(event, cause, records);
        self.position += 1;
        self.look_ahead();
        true
    }

    /// Takes void events off the agenda and sees whether the run has ended, so
    /// that this too depends on nothing but the position.
    fn look_ahead(&mut self) {
        while self
            .agenda
            .peek()
            .is_some_and(|next| self.system.is_void(&next.event))
        {
            self.agenda.pop();
        }
        self.ended = self.check_end();
    }

    /// A person's command, `at` a time between the last event and the next.
    pub fn apply(&mut self, at: Time, command: &Command, records: &mut Vec<Record>) {
        let latest = self.agenda.next_time().unwrap_or(Time::NEVER);
        self.now = at.max(self.now).min(latest);
        self.obey(command, None, records);
        self.position += 1;
        self.look_ahead();
    }

    fn happen(&mut self, event: Event, cause: Option<RecordId>, records: &mut Vec<Record>) {
        if let Event::Planned { index } = event {
            let command = self.setup().faults[index as usize].command.clone();
            return self.obey(&command, cause, records);
        }
        let mut effects = std::mem::take(&mut self.effects);
        self.system.handle(self.now, event, &mut effects);
        self.absorb(effects, cause, records);
    }

    fn obey(&mut self, command: &Command, cause: Option<RecordId>, records: &mut Vec<Record>) {
        let mut effects = std::mem::take(&mut self.effects);
        self.system.obey(self.now, command, &mut effects);
        self.absorb(effects, cause, records);
    }

    /// Turns effects into records and events, each with its cause: for a
    /// message what was last said of it, for all else what came just before.
    fn absorb(
        &mut self,
        mut effects: Effects,
        mut cause: Option<RecordId>,
        records: &mut Vec<Record>,
    ) {
        for effect in effects.0.drain(..) {
            match effect {
                Effect::Schedule(at, event) => self
                    .agenda
                    .schedule(at.max(self.now), Scheduled { event, cause }),
                Effect::Happened(_) if !self.recording => {}
                Effect::Happened(what) => {
                    let record = self.record(what, cause);
                    cause = Some(record.id);
                    records.push(record);
                }
            }
        }
        self.effects = effects;
    }

    fn record(&mut self, what: Happening, cause: Option<RecordId>) -> Record {
        let id = RecordId(self.next_record);
        self.next_record += 1;
        let mut cause = cause;
        if let Happening::Messaging { fact, .. } = &what
            && let Some(message) = fact.message()
        {
            let origin = match fact {
                messaging::Fact::Copied { of, .. } => *of,
                _ => message,
            };
            cause = self.latest.get(&origin).copied().or(cause);
            match fact {
                messaging::Fact::Taken { .. }
                | messaging::Fact::Got { .. }
                | messaging::Fact::Dropped { .. } => self.latest.remove(&message),
                _ => self.latest.insert(message, id),
            };
        }
        // The step that is being taken: the cursor stands there afterwards.
        Record {
            id,
            at: self.now,
            position: self.position + 1,
            cause,
            what,
        }
    }

    fn check_end(&self) -> Option<Ended> {
        let setup = self.setup();
        match self.agenda.next_time() {
            None if self.all_ended() => Some(Ended::ProgramsEnded),
            None => Some(Ended::NothingCanHappen),
            Some(at) if at > setup.stop && self.all_ended() => Some(Ended::ProgramsEnded),
            Some(at) if at > setup.stop => Some(Ended::StopTime),
            Some(_) if self.position >= setup.max_events => Some(Ended::EventLimit),
            Some(_) => None,
        }
    }

    fn all_ended(&self) -> bool {
        self.system
            .processes()
            .iter()
            .all(|process| matches!(process.state, State::Ended(_) | State::Killed))
    }
}
