//! One run on the screen: the session and the pictures made from it, each
//! made anew only when it is out of date. `ahead` computes it, `steps` moves its
//! cursor, `variants` makes other runs of it, `places` moves hosts, `pictures`
//! draws.

mod ahead;
mod pictures;
mod places;
mod steps;
mod variants;

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
    Answer, Branch, Branches, Direction, Given, Lesson, Progress, Remark, Session, Told, Unit,
    Verdict,
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
    /// True if what the file tells is about another run.
    pub altered: bool,
    pictures: Pictures,
    below: Below,
}

/// Where the cursor shall go.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Aim {
    /// To this moment; of the events of that time up to this position, where this
    /// is told.
    At(Time, Option<(u64, Told)>),
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
    /// True if the narration is about another run: somebody has changed a
    /// program of the lesson, or done something to the run before.
    pub elsewhere: bool,
    /// True if it is what somebody was led to, or of a message that he picked.
    pub led: bool,
    /// The event whose reason can be asked for.
    pub why: Option<RecordId>,
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
/// Arrows of the timeline that are known; of very many fewer are drawn.
const ARROWS: usize = 1_500;

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
            altered: false,
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

    /// The moment that is shown: that of the earlier run while this one stands in
    /// for it.
    pub fn now(&self) -> Time {
        match self.aim {
            Some(Aim::At(at, _)) if self.stands_in => at,
            _ => self.session.now(),
        }
    }

    /// The cursor: events done.
    pub fn position(&self) -> u64 {
        self.session.position()
    }

    /// The number that decides everything random.
    pub fn seed(&self) -> u64 {
        self.session.seed()
    }

    /// How the run ends, once known.
    pub fn end(&self) -> Option<End> {
        self.session.end()
    }

    /// The last moment that can be shown now.
    pub fn horizon(&self) -> Time {
        self.session.computed().1
    }

    /// The lesson.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// Who is on the stage.
    pub fn cast(&self) -> &Cast {
        &self.cast
    }

    /// The height of the strip for captions on the stage at this depth, and the part
    /// of the stage above all that stands on it.
    pub fn above(&self, depth: Depth) -> Option<(f64, f64)> {
        let (layout, free) = match depth {
            Depth::Messages => {
                let scene = (*self.pictures.scene).as_ref()?;
                (&scene.layout, scene.above())
            }
            _ => {
                let scene = (*self.pictures.below.scene).as_ref()?;
                (&scene.layout, scene.above())
            }
        };
        Some((layout.top, free / layout.extent.h.max(1.0)))
    }

    /// The session, for questions to the whole run.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// The right answer to the question of a stop: computed from the run, or as
    /// the file has it if that is about this run.
    pub fn answer(&mut self, stop: usize) -> Option<String> {
        let question = self.lesson.stops.get(stop)?.question.as_ref()?;
        let fixed = matches!(question.answer, Some(Answer::Choice(_) | Answer::Text(_)));
        if fixed && self.is_elsewhere(stop) {
            return None;
        }
        self.session.answer(stop)
    }

    /// True if what the file tells at a stop is about another run: somebody has
    /// changed a program of the lesson, or done something before that is not what
    /// programs wait for.
    fn is_elsewhere(&self, stop: usize) -> bool {
        let mut stops = self.session.stops().iter();
        let Some(mark) = stops.find(|mark| mark.index == stop) else {
            return self.altered;
        };
        self.altered || self.interventions().any(|given| given.at <= mark.at)
    }

    /// What was done to the run beside typing what programs wait for.
    fn interventions(&self) -> impl Iterator<Item = &Given> {
        let all = self.session.commands().iter();
        all.filter(|given| !matches!(given.command, Command::Input { .. }))
    }

    /// True if somebody has done something to the run.
    pub fn is_changed(&self) -> bool {
        self.interventions().next().is_some()
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
