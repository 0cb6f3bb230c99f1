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
/// in the time of one frame.
const EVENTS: u64 = 3_000;
/// Events until who is connected is looked at first; then after twice as many.
const FIRST_LOOK: u32 = 200;
/// Arrows looked at: more than one an event there are not.
const ARROWS: usize = 3_000;

impl Cast {
    /// As the scenario's own run begins.
    pub fn of_lesson(lesson: &Rc<Lesson>) -> Cast {
        Cast::of(&mut Session::new(Rc::clone(lesson)))
    }

    /// The same of a session without commands; computes the first events.
    pub fn of(session: &mut Session) -> Cast {
        let mut cast = Cast::default();
        let mut look = FIRST_LOOK;
        loop {
            let progress = session.compute(look);
            let world = session.last_world();
            let stage = view::stage(world, world.now(), session.trace(), session.lesson());
            cast.flow.learn(&stage.links, &[]);
            cast.processes = stage.processes;
            if progress != Progress::More || session.computed().0 >= EVENTS {
                break;
            }
            look *= 2;
        }
        let known = session.timeline((Time::ZERO, session.computed().1), ARROWS);
        cast.flow.learn(&[], &known.arrows);
        cast.listen(session.lesson());
        cast
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
