//! Who is on the stage, who speaks to whom, and how much will be said: known
//! before the first picture, so that cards stand where they stand whatever
//! moment is shown, and whatever was shown before. A function of the scenario.

use std::rc::Rc;

use sim_core::base::Time;
use sim_core::view::{self, ProcessCard};

use crate::draw::flow::Flow;
use crate::draw::words;
use crate::engine::{Lesson, Progress, Session};

/// What the layout of a scenario is made from.
#[derive(Clone, Default)]
pub struct Cast {
    /// Who stands left of whom.
    pub flow: Flow,
    /// All processes, also those that are started by others.
    pub processes: Vec<Rc<ProcessCard>>,
    /// How much each stop says.
    talk: Vec<Said>,
    /// After how many events it looks at the run next; 0 when it knows all.
    look: u64,
}

/// Widths of what a stop says, at a size of 1.
#[derive(Clone, Copy, Default)]
struct Said {
    /// The narration, or after the answer what stands in its place.
    say: f64,
    /// The question below it.
    ask: f64,
    /// The choices, and what can be done instead of choosing.
    choices: f64,
}

/// Beside a narration stands how it goes on; a question has that below it.
const BESIDE: f64 = 14.0;
const ASIDE: f64 = 5.0;
/// The widest line of a caption.
const WIDEST: f64 = 46.0;
/// Around a choice; and all that stands behind the choices.
const CHOICE: f64 = 2.6;
const TOOLS: f64 = 29.0;
/// Height of a row of choices, in lines.
const CHOICES: f64 = 1.4;

/// Events of the run that are looked at. All lessons with few messages have
/// ended by then, in all others everybody has spoken; a browser computes them
/// in a few frames.
const EVENTS: u64 = 3_000;
/// Events until who is connected is looked at first; then each time after twice
/// as many more.
const FIRST_LOOK: u64 = 200;
/// Arrows looked at: more than one an event there are not.
const ARROWS: usize = 3_000;

impl Cast {
    /// Of a run of which nothing is computed yet.
    pub fn of(lesson: &Lesson) -> Cast {
        let mut cast = Cast {
            look: FIRST_LOOK,
            ..Cast::default()
        };
        cast.listen(lesson);
        cast
    }

    /// True once nothing that is computed will change it any more.
    pub fn is_known(&self) -> bool {
        self.look == 0
    }

    /// Looks at a session without commands as far as it is computed, when that
    /// is due. A session is computed little by little: so is who is in it.
    pub fn watch(&mut self, session: &Session, progress: Progress) {
        let computed = session.computed();
        let over = progress == Progress::Ended;
        if self.is_known() || computed.0 < self.look && !over {
            return;
        }
        let world = session.last_world();
        let stage = view::stage(world, world.now(), session.trace(), session.lesson());
        self.flow.learn(&stage.links, &[]);
        self.processes = stage.processes;
        self.look = 2 * self.look + FIRST_LOOK;
        if over || computed.0 >= EVENTS {
            let known = session.timeline((Time::ZERO, computed.1), ARROWS);
            self.flow.learn(&[], &known.arrows);
            self.look = 0;
        }
    }

    /// Takes in what is said in the course of a lesson.
    pub fn listen(&mut self, lesson: &Lesson) {
        let width = |text: &str| words::width(text, 1.0, false);
        let of = |text: &Option<String>| text.as_deref().map_or(0.0, width);
        let said = lesson.stops.iter().map(|stop| {
            let Some(question) = &stop.question else {
                return Said {
                    say: of(&stop.say),
                    ..Said::default()
                };
            };
            let choices = question.choices.iter().map(|it| width(it) + CHOICE);
            Said {
                say: of(&stop.say).max(of(&question.because)),
                ask: width(&question.ask),
                choices: choices.sum::<f64>() + TOOLS,
            }
        });
        self.talk = said.collect();
    }

    /// Lines of the longest caption, with letters of size 1 on a stage of this
    /// width.
    pub fn lines(&self, wide: f64) -> f64 {
        // Words do not fill their lines.
        let rows = |text: f64, width: f64| (text * 1.06 / width.max(1.0)).ceil();
        let lines = self.talk.iter().map(|said| {
            if said.choices == 0.0 {
                return rows(said.say, WIDEST.min(wide - BESIDE));
            }
            let text = WIDEST.min(wide - ASIDE);
            let choices = rows(said.choices, wide - ASIDE) * CHOICES;
            rows(said.say, text) + rows(said.ask, text) + choices
        });
        lines.fold(1.0, f64::max)
    }
}
