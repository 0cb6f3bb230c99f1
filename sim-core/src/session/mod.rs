//! A session: one lesson being watched. It owns the run computed so far, the
//! cursor in it, checkpoints to go back, and the commands given on the way. It
//! knows neither Yew nor a terminal.
//!
//! The run is computed ahead of the cursor. A command at the cursor begins a
//! new future: what was computed behind it is forgotten.

mod branches;
mod checkpoints;
mod remarks;
mod screens;
mod steps;
mod stops;
mod telling;
mod verdict;
mod walk;
mod wires;
mod written;

use std::rc::Rc;

pub use crate::network::packets::CableChange;
pub use branches::{Branch, Branches};
pub use remarks::Remark;
pub use screens::Caption;
pub use steps::{Direction, Unit};
pub use walk::Told;

use crate::base::{ProcessId, Time, limits};
use crate::scenario::Lesson;
use crate::trace::Trace;
use crate::view::{self, End, Stack, StopMark};
use crate::world::{Command, Ended, Record, World};
use checkpoints::Checkpoints;
use stops::Watch;

/// Events between the cursor and the world kept near it: replaying so many is
/// a few milliseconds in a browser.
const NEAR: u64 = 200;

/// A copy of a world costs as much as so many events, since every process that
/// runs in it is copied, too: a cursor that goes on little by little needs none.
const COPY: u64 = 500;

/// One lesson being watched.
#[derive(Clone, Debug)]
pub struct Session {
    lesson: Rc<Lesson>,
    /// The world at the end of what has been computed.
    head: World,
    /// The world at the cursor.
    cursor: World,
    /// The cursor's time: at the cursor's position or between it and the next.
    time: Time,
    trace: Trace,
    checkpoints: Checkpoints,
    /// The world a little before where the cursor was put last: steps back need
    /// not go back to a checkpoint.
    near: Option<Box<World>>,
    /// The process whose program somebody reads.
    looked_at: Option<ProcessId>,
    /// The position before its last statement, and where each of its threads
    /// was then.
    before_line: Option<(ProcessId, u64, Vec<Stack>)>,
    /// Commands given, with the position before them and their time, in order.
    commands: Vec<Given>,
    watch: Watch,
    /// What is told at the cursor, where several things are.
    told: Told,
    /// What is measured for plots, if somebody will look at them.
    gauges: Option<Box<view::Gauges>>,
}

/// A command that was given during the session.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// The cursor's position when it was given.
    pub position: u64,
    /// The cursor's time when it was given.
    pub at: Time,
    /// The command.
    pub command: Command,
}

/// Whether more can be computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The run goes on.
    More,
    /// The run has ended.
    Ended,
}

impl Session {
    /// The lesson at its beginning; nothing is computed yet.
    pub fn new(lesson: Rc<Lesson>) -> Session {
        let world = World::new(lesson.setup.clone());
        Session::of(lesson, world)
    }

    /// Lets go of a part of itself, to be dropped little by little; false if what
    /// is left is small. It can do nothing else any more.
    pub fn shed(&mut self) -> bool {
        self.checkpoints.shed()
    }

    /// As `new`; what an `earlier` session compiled of the library is used again.
    pub fn after(lesson: Rc<Lesson>, earlier: &Session) -> Session {
        let world = World::after(lesson.setup.clone(), &earlier.head);
        Session::of(lesson, world)
    }

    fn of(lesson: Rc<Lesson>, world: World) -> Session {
        Session {
            trace: Trace::new(&lesson.setup),
            watch: Watch::new(&lesson),
            checkpoints: Checkpoints::new(world.clone()),
            cursor: world.clone(),
            head: world,
            time: Time::ZERO,
            near: None,
            looked_at: None,
            before_line: None,
            commands: Vec::new(),
            told: Told::First,
            gauges: None,
            lesson,
        }
    }

    /// The lesson at its beginning; the run will go as it went with these
    /// commands, which are in order of position.
    pub fn with_commands(lesson: Rc<Lesson>, commands: Vec<Given>) -> Session {
        Session {
            commands,
            ..Session::new(lesson)
        }
    }

    /// The lesson.
    pub fn lesson(&self) -> &Rc<Lesson> {
        &self.lesson
    }

    /// Shows the same run as another telling of it: only what a lesson says
    /// beside its setup may differ.
    pub fn show_lesson(&mut self, lesson: Rc<Lesson>) {
        assert!(
            Rc::ptr_eq(&lesson.setup, &self.lesson.setup),
            "invariant: another setup is another run"
        );
        self.lesson = lesson;
    }

    /// The number that decides everything random.
    pub fn seed(&self) -> u64 {
        self.lesson.setup.seed
    }

    /// The cursor: how many events and commands have been.
    pub fn position(&self) -> u64 {
        self.cursor.position()
    }

    /// The cursor's time.
    pub fn now(&self) -> Time {
        self.time
    }

    /// The world at the cursor.
    pub fn world(&self) -> &World {
        &self.cursor
    }

    /// The world at the end of what has been computed.
    pub fn last_world(&self) -> &World {
        &self.head
    }

    /// What has happened so far, beyond the cursor too.
    pub fn trace(&self) -> &Trace {
        &self.trace
    }

    /// The commands given, in order.
    pub fn commands(&self) -> &[Given] {
        &self.commands
    }

    /// Where the lesson pauses, as far as computed, in order of the run.
    pub fn stops(&self) -> &[StopMark] {
        self.watch.marks()
    }

    /// Position and time up to which the run is computed.
    pub fn computed(&self) -> (u64, Time) {
        (
            self.head.position(),
            self.head.end_time().unwrap_or(self.head.now()),
        )
    }

    /// How the run ends, once that is computed.
    pub fn end(&self) -> Option<End> {
        let at = self.head.end_time().unwrap_or(self.head.now());
        self.ended().map(|why| End {
            at,
            why: view::ending(&self.head, why),
        })
    }

    /// Computes the run further, at most `max_events` events.
    pub fn compute(&mut self, max_events: u32) -> Progress {
        let mut records = Vec::new();
        for _ in 0..max_events {
            if self.is_full() || !self.go_on(&mut records) {
                break;
            }
            self.take_in(&mut records);
            self.checkpoints.offer(&self.head);
        }
        if self.can_go_on() {
            return Progress::More;
        }
        debug_assert_eq!(self.audit(), Ok(()), "invariant: no byte vanishes");
        self.watch.run_ended(
            self.head.end_time().unwrap_or(Time::NEVER),
            self.head.position(),
        );
        Progress::Ended
    }

    /// One event, or the command that was given at this position. A command
    /// may come after the last event.
    fn go_on(&mut self, records: &mut Vec<Record>) -> bool {
        match command_at(&self.commands, self.head.position()) {
            Some(given) => {
                self.head.apply(given.at, &given.command, records);
                true
            }
            None => self.head.step(records),
        }
    }

    /// Whether the bytes of the network add up at the end of what is computed.
    pub fn audit(&self) -> Result<(), String> {
        let packets = self.head.system().network().packets();
        packets.map_or(Ok(()), |packets| packets.audit().map(|_| ()))
    }

    fn can_go_on(&self) -> bool {
        let given = command_at(&self.commands, self.head.position()).is_some();
        (self.head.ended().is_none() || given) && !self.is_full()
    }

    /// True if no more records are kept: the run then ends here.
    fn is_full(&self) -> bool {
        self.trace.records().len() >= limits::RECORDS
    }

    /// Why the run ended, once it has.
    pub fn ended(&self) -> Option<Ended> {
        if self.can_go_on() {
            return None;
        }
        self.head
            .ended()
            .or(self.is_full().then_some(Ended::RecordLimit))
    }

    /// Computes the run to its end.
    pub fn compute_all(&mut self) {
        while self.compute(100_000) == Progress::More {}
    }

    /// Puts the cursor at `position`, computing up to there if necessary.
    pub fn seek(&mut self, position: u64) {
        while position > self.head.position() && self.compute(1_000) == Progress::More {}
        self.go_to(position.min(self.head.position()));
        self.time = self.cursor.now();
        self.told = Told::First;
    }

    /// Puts the cursor at time `at`: everything up to then has happened.
    pub fn seek_time(&mut self, at: Time) {
        while at > self.head.now() && self.compute(1_000) == Progress::More {}
        self.go_to(self.position_at(at));
        let end = self.head.end_time().unwrap_or(Time::NEVER);
        self.time = at.min(end).max(self.cursor.now());
        self.told = Told::First;
    }

    /// Puts the cursor where another session had it: at `position` and `at`, where
    /// `told` was told. What does not fit to this run is left out.
    pub fn seek_exactly(&mut self, position: u64, at: Time, told: Told) {
        self.seek_time(at);
        let before = Time(at.0.saturating_sub(1));
        if position < self.position() && self.position_at(before) <= position {
            self.seek(position);
            self.time = self.time.max(at);
        }
        let place = match told {
            Told::Event(record) => self.trace.get(record).map(|it| it.position),
            Told::Station(message, at) => self.trip(message).get(at).map(|it| it.position),
            Told::First | Told::Stop(_) | Told::Done => Some(position),
        };
        if place == Some(self.position()) {
            self.told = told;
        }
    }

    /// The last position at `at` or before, as far as computed.
    pub fn position_at(&self, at: Time) -> u64 {
        if at >= self.head.now() {
            return self.head.position();
        }
        self.trace.position_at(at)
    }

    /// A command at the cursor: from here on the run goes another way.
    pub fn apply(&mut self, command: Command) {
        self.settle();
        let position = self.cursor.position();
        self.trace.forget_after(position);
        if let Some(gauges) = &mut self.gauges {
            gauges.forget_after(&self.trace, position);
        }
        self.checkpoints.forget_after(position);
        self.near = self.near.take().filter(|near| near.position() <= position);
        self.before_line = self.before_line.take().filter(|line| line.1 <= position);
        self.commands.retain(|given| given.position < position);
        self.watch = Watch::new(&self.lesson);
        self.watch.look_at_all(&self.trace);
        let mut records = Vec::new();
        self.head = self.cursor.clone();
        self.head.apply(self.time, &command, &mut records);
        self.commands.push(Given {
            position,
            at: self.time,
            command,
        });
        self.take_in(&mut records);
        self.cursor = self.head.clone();
        self.time = self.cursor.now();
        self.told = Told::Done;
    }

    /// Puts the cursor before the last command, at its moment.
    fn take_back(&mut self) {
        if let Some((position, at)) = self.commands.last().map(|it| (it.position, it.at)) {
            self.go_to(position);
            (self.time, self.told) = (at, Told::First);
        }
    }

    /// Lets those events happen that lie before the cursor's time but after its
    /// position: they left no record, so no position was known for them.
    fn settle(&mut self) {
        let mut records = Vec::new();
        while self.cursor.next_time().is_some_and(|at| at < self.time)
            && command_at(&self.commands, self.cursor.position()).is_none()
            && records.is_empty()
            && self.cursor.step(&mut records)
        {}
    }

    fn take_in(&mut self, records: &mut Vec<Record>) {
        for record in records.drain(..) {
            if let Some(gauges) = &mut self.gauges {
                gauges.look_at(&self.head, self.trace.index(), &record);
            }
            self.trace.push(record);
            self.watch.look_at(&self.trace);
        }
    }

    /// Puts the cursor's world at a computed position.
    fn go_to(&mut self, position: u64) {
        if position == self.head.position() {
            self.cursor.clone_from(&self.head);
            return;
        }
        let here = self.cursor.position();
        let nearest = self.before(position);
        let anew = here > position || here + COPY < nearest.position();
        if anew {
            self.cursor = nearest.clone();
        }
        let line = self
            .looked_at
            .and_then(|it| Some((it, self.last_line(it, position)?)));
        // Not while it goes on little by little: each copy costs those after it.
        let near = position.checked_sub(NEAR).filter(|_| anew);
        if near < line.map(|line| line.1) {
            self.keep_near(near);
            self.keep_line(line);
        } else {
            self.keep_line(line);
            self.keep_near(near);
        }
        replay(&mut self.cursor, &self.commands, position);
    }

    /// Takes the cursor's world to `position`, and a copy of it there.
    fn keep_near(&mut self, position: Option<u64>) {
        if let Some(position) = position.filter(|at| *at > self.cursor.position()) {
            replay(&mut self.cursor, &self.commands, position);
            self.near = Some(Box::new(self.cursor.clone()));
        }
    }

    /// Takes the cursor's world to a position if it is not behind it, and notes
    /// where the process is there.
    fn keep_line(&mut self, line: Option<(ProcessId, u64)>) {
        if let Some((process, position)) = line
            && position >= self.cursor.position()
        {
            replay(&mut self.cursor, &self.commands, position);
            self.before_line = Some((process, position, view::stacks(&self.cursor, process)));
        }
    }

    /// The latest kept world at a computed position or before it.
    fn before(&self, position: u64) -> &World {
        let checkpoint = self.checkpoints.before(position);
        let near = self.near.as_deref();
        near.filter(|near| (checkpoint.position()..=position).contains(&near.position()))
            .unwrap_or(checkpoint)
    }
}

/// The command that was given at a position.
fn command_at(commands: &[Given], position: u64) -> Option<&Given> {
    commands.iter().find(|given| given.position == position)
}

/// Takes `world` forward to `position` as it went before.
fn replay(world: &mut World, commands: &[Given], position: u64) {
    let mut discarded = Vec::new();
    while world.position() < position {
        match command_at(commands, world.position()) {
            Some(given) => world.apply(given.at, &given.command, &mut discarded),
            None => assert!(
                world.step(&mut discarded),
                "invariant: what was computed can be computed again"
            ),
        }
        discarded.clear();
    }
}
