//! One run on the screen: the session and the pictures made from it, each
//! made anew only when it is out of date.

mod pictures;

use std::rc::Rc;

use sim_core::base::{CableId, HostId, MessageId, ProcessId, RecordId, ThreadId, Time};
use sim_core::trace::Tone;
use sim_core::view::{
    CableCard, CodeView, Difference, End, LogFilter, LogLine, Stage, StopMark, Timeline, Waits, Why,
};
use sim_core::world::Command;

use super::below::{Below, Wanted};
use super::cast::Cast;
use super::msg::{Depth, Panel, Tab};
use super::playback::typical_hop;
use super::state::View;
use crate::draw::fold::{self, Folds, Group};
use crate::draw::layout::{self, Layout, Seat, Space};
use crate::draw::quiet;
use crate::draw::scene::{self, Scene};
use crate::draw::window::Window;
use crate::engine::{
    Branch, Branches, Direction, Given, Lesson, Progress, Remark, Session, Told, Unit, Verdict,
};
use crate::shared::Shared;

/// A session and its pictures.
pub struct Run {
    lesson: Rc<Lesson>,
    session: Session,
    progress: Progress,
    /// Where the cursor shall go as soon as that much is computed.
    aim: Option<Aim>,
    /// The futures of this run.
    branches: Branches,
    /// True while the pictures are those of an earlier run: see `stands_in`.
    stands_in: bool,
    /// Who is on the stage, as the scenario's own run shows.
    cast: Rc<Cast>,
    /// The host that somebody moves on the stage.
    held: Option<HostId>,
    /// Replicas that may be drawn as one.
    groups: Rc<[Group]>,
    /// Counts the futures: each command begins one.
    branch: u32,
    made: Made,
    /// Counts the frames.
    frame: u32,
    /// The typical hop of the messages, in nanoseconds.
    hop: Option<u64>,
    /// True if that stays: what somebody does to the run changes no pace.
    keeps_hop: bool,
    /// What is computed in the timeline that is shown.
    charted: Option<(u64, Time)>,
    pictures: Pictures,
    below: Below,
}

/// Where the cursor shall go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Aim {
    /// To this moment; of the events of that time up to this position.
    At(Time, Option<u64>),
    /// To the next event of this kind behind so many records.
    Next(Unit, usize),
}

/// What became of an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reached {
    /// There was none, or it is not reached yet, or it was.
    Fine,
    /// The run has no such event any more.
    Never,
}

/// The still pictures of a moment.
#[derive(Clone, Default, PartialEq)]
pub struct Pictures {
    /// The stage's model.
    pub stage: Shared<Option<Stage>>,
    /// The same as it is drawn: replicas as stacks.
    pub drawn: Shared<Option<Stage>>,
    /// Which card stands for which process.
    pub folds: Shared<Folds>,
    /// The cables, where somebody can change them.
    pub cables: Shared<Vec<CableCard>>,
    /// The cables of the selected line.
    pub way: Vec<CableId>,
    /// The stage's geometry.
    pub scene: Shared<Option<Scene>>,
    /// The selected process's program.
    pub code: Shared<Option<CodeView>>,
    /// Lanes and arrows of the whole run.
    pub timeline: Shared<Timeline>,
    /// Those of the window that is shown.
    pub chart: Shared<Timeline>,
    /// Who waits for whom.
    pub waits: Shared<Waits>,
    /// Why the selected event happened.
    pub why: Shared<Option<Why>>,
    /// Why the selected message went where it went.
    pub message_why: Shared<Option<Why>>,
    /// The lines of programs that the selected message came from and went to.
    pub lines: Shared<Vec<(ProcessId, u32)>>,
    /// Sentences up to the cursor.
    pub log: Shared<Vec<LogLine>>,
    /// What happens below the messages, and numbers over time.
    pub below: super::below::Pictures,
    /// Narration or sentence.
    pub caption: Option<Caption>,
    /// Whether the run was as its file expects, once it is known to its end.
    pub verdicts: Shared<Vec<Verdict>>,
    /// What an author should know of it, as far as it is computed.
    pub remarks: Shared<Vec<Remark>>,
}

/// What the stage says.
#[derive(Clone, Debug, PartialEq)]
pub struct Caption {
    /// The text.
    pub text: String,
    /// The stop whose narration it is, with its question.
    pub stop: Option<StopMark>,
    /// Which stop it is, from 1, and of how many.
    pub place: Option<(usize, usize)>,
    /// True if somebody did something to the run here.
    pub intervention: bool,
}

/// A place among moments and stops: time, position, and of several stops of
/// one moment which.
pub type Here = (Time, u64, usize);

/// A position in one of the run's futures.
type Moment = (u64, u32);

/// What each picture was last made for.
#[derive(Default)]
struct Made {
    stage: Option<(Moment, Space)>,
    /// Of what, beside the stage, the scene was made.
    ground: Option<(Space, usize)>,
    /// Where the cards are, of so many processes.
    layout: Option<(Space, usize, Layout)>,
    code: Option<(Moment, ProcessId, Option<ThreadId>)>,
    /// In which frame that was.
    code_frame: u32,
    caption: Option<(Moment, Time, Depth, Told)>,
    /// In which frame that was.
    caption_frame: u32,
    log: Option<(Moment, usize, Depth, LogFilter)>,
    window: Option<Window>,
    why: Option<RecordId>,
    message: Option<(Moment, MessageId)>,
    cables: Option<(Moment, Option<(ProcessId, ProcessId)>)>,
}

/// Frames from one drawing of the program's text to the next while playing.
const CODE_FRAMES: u32 = 6;
/// Frames for which a sentence stays while playing: about a second.
const CAPTION_FRAMES: u32 = 55;
/// Arrows of the timeline: more could not be told apart.
const ARROWS: usize = 1_500;
/// Events computed at a stretch, between two looks at the clock: the import of a
/// large module is one.
const SLICE: u32 = 10;

impl Run {
    /// A run at its beginning.
    pub fn new(lesson: Rc<Lesson>) -> Run {
        let mut run = Run::begun(Session::new(lesson));
        run.prepare(&|| false);
        run
    }

    /// The run of a changed text at its beginning, not prepared yet.
    pub fn changed(earlier: Option<&Run>, lesson: Rc<Lesson>) -> Run {
        Run::begun(match earlier {
            Some(earlier) => Session::after(lesson, &earlier.session),
            None => Session::new(lesson),
        })
    }

    fn begun(session: Session) -> Run {
        let cast = Rc::new(Cast::of(session.lesson()));
        Run::of(session.measuring(), Branches::default(), cast)
    }

    /// Computes until it is known who is on the stage, or until `enough` says so.
    pub fn prepare(&mut self, enough: &dyn Fn() -> bool) {
        while !self.is_prepared() && !enough() {
            self.progress = self.session.compute(SLICE);
            Rc::make_mut(&mut self.cast).watch(&self.session, self.progress);
        }
    }

    /// True if it is known who is on the stage: it can be drawn.
    pub fn is_prepared(&self) -> bool {
        self.cast.is_known()
    }

    /// The run at its beginning, as it will go with these commands, on a branch
    /// of this name.
    pub fn with_commands(&self, commands: Vec<Given>, label: String) -> Run {
        self.commanded(Rc::clone(&self.lesson), commands, label)
    }

    fn commanded(&self, lesson: Rc<Lesson>, commands: Vec<Given>, label: String) -> Run {
        let branches = Branches::from_commands(commands.clone(), label);
        let session = Session::with_commands(lesson, commands).measuring();
        Run::of(session, branches, Rc::clone(&self.cast))
    }

    fn of(session: Session, branches: Branches, cast: Rc<Cast>) -> Run {
        Run {
            groups: fold::groups(session.lesson()).into(),
            lesson: Rc::clone(session.lesson()),
            session,
            branches,
            progress: Progress::More,
            aim: None,
            stands_in: false,
            cast,
            held: None,
            branch: 0,
            made: Made::default(),
            frame: 0,
            hop: None,
            keeps_hop: false,
            charted: None,
            pictures: Pictures::default(),
            below: Below::default(),
        }
    }

    /// The scenario's title.
    pub fn title(&self) -> &str {
        &self.lesson.title
    }

    /// The chapter it belongs to.
    pub fn chapter(&self) -> &str {
        self.lesson.chapter.as_deref().unwrap_or_default()
    }

    /// The pictures of the moment, as of the last `refresh`.
    pub fn pictures(&self) -> &Pictures {
        &self.pictures
    }

    /// The moment that is shown.
    pub fn now(&self) -> Time {
        self.session.now()
    }

    /// The cursor: events done.
    pub fn position(&self) -> u64 {
        self.session.position()
    }

    /// The number that decides everything random.
    pub fn seed(&self) -> u64 {
        self.session.seed()
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

    /// How the run ends, once known.
    pub fn end(&self) -> Option<End> {
        self.session.end()
    }

    /// The last moment that can be shown now.
    pub fn horizon(&self) -> Time {
        self.session.computed().1
    }

    /// To the end, as soon as it is computed; until then as far as it is.
    pub fn to_end(&mut self) {
        self.show(self.horizon());
        if !self.complete() {
            self.aim = Some(Aim::At(Time::NEVER, None));
        }
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
        self.branch = old.branch + 1;
    }

    /// Goes to the moment `at` as soon as that is computed.
    pub fn aim_at(&mut self, at: Time) {
        self.aim = Some(Aim::At(at, None));
    }

    /// The same, with only so many of the events of that time.
    pub fn aim_exactly(&mut self, at: Time, position: u64) {
        self.aim = Some(Aim::At(at, Some(position)));
    }

    fn arrive(&mut self, at: Time, position: Option<u64>) {
        self.session.seek_time(at);
        if let Some(position) = position.filter(|it| *it < self.session.position()) {
            self.session.seek(position);
            if self.session.now() != at {
                self.session.seek_time(at);
            }
        }
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
        let run = Run::of(session, Branches::default(), cast);
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

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Who is on the stage.
    pub fn cast(&self) -> &Cast {
        &self.cast
    }

    /// The session, for questions to the whole run.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Counts the futures, and how much of this one is computed.
    pub fn computed_state(&self) -> (u32, u64) {
        (self.branch, self.session.computed().0)
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
    fn look_for(&mut self, unit: Unit, seen: usize) -> Reached {
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
    fn look_along(&mut self, message: MessageId, seen: usize) -> Reached {
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
    fn halt_between(&mut self, from: Here, direction: Direction) -> bool {
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

    /// Opens a stack of replicas, or closes it.
    pub fn toggle_stack(&mut self, name: &str) {
        self.groups = fold::toggled(&self.groups, name);
        self.place_anew();
    }

    /// How many stacks of replicas there are.
    pub fn stacks(&self) -> usize {
        self.groups.len()
    }

    fn knows_next(&self, unit: Unit) -> bool {
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

    /// The right answer to the question of a stop, computed from the run.
    pub fn answer(&mut self, stop: usize) -> Option<String> {
        self.session.answer(stop)
    }

    /// Where the cursor is, so that stops can be told from those behind it.
    pub fn here(&self) -> Here {
        self.session.here()
    }

    /// The stop at the cursor.
    pub fn stop_here(&self) -> Option<&StopMark> {
        self.session.stop()
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

    /// Puts a process's host elsewhere on the stage, until the text says so; the
    /// others yield.
    pub fn move_host(&mut self, process: ProcessId, place: (f64, f64)) {
        let mut lesson = (*self.lesson).clone();
        let own = lesson.setup.processes.get(process.index());
        self.held = own.map(|own| own.host);
        let host = self.held.map(HostId::index);
        if let Some(at) = host.and_then(|host| lesson.places.get_mut(host)) {
            *at = Some(place);
        }
        self.lesson = Rc::new(lesson);
        self.session.show_lesson(Rc::clone(&self.lesson));
        self.place_anew();
    }

    /// Lets a host go that was moved: where it is now, and where those of the
    /// author's places are that have yielded.
    pub fn let_go(&mut self, place: (f64, f64)) -> Vec<(String, (f64, f64))> {
        let Some(held) = self.held.take() else {
            return Vec::new();
        };
        self.place_anew();
        let mut places = vec![(self.lesson.setup.hosts[held.index()].name.clone(), place)];
        if let (Some(drawn), Some(scene)) = (&*self.pictures.drawn, &*self.pictures.scene) {
            let others = drawn.hosts.iter().filter(|host| host.id != held);
            places.extend(others.filter_map(|host| scene.layout.yielded(host)));
        }
        places
    }

    fn place_anew(&mut self) {
        (self.made.stage, self.made.layout) = (None, None);
    }

    /// An event as a sentence.
    pub fn line(&self, record: RecordId) -> Option<LogLine> {
        self.session.line(record)
    }

    /// What a message's way typically takes, in nanoseconds.
    pub fn hop(&self) -> Option<u64> {
        self.hop
    }

    /// What a frame typically takes on a cable, in nanoseconds: its latency and
    /// the time of a thousand bytes.
    pub fn frame_time(&self) -> Option<u64> {
        let cables = self.lesson.setup.cables.iter();
        let mut times: Vec<u64> = cables
            .map(|cable| {
                let spec = &cable.spec;
                spec.latency.0 + 8_000_000_000_000 / spec.bandwidth.max(1)
            })
            .collect();
        times.sort_unstable();
        times.get(times.len() / 2).copied()
    }
}
