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
    /// Widths of the narrations and questions, at a size of 1.
    talk: Vec<f64>,
}

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
        let said = lesson.stops.iter().map(|stop| {
            let ask = stop.question.as_ref().map(|question| &question.ask);
            let text = stop.say.as_ref().or(ask);
            text.map_or(0.0, |text| words::width(text, 1.0, false))
        });
        self.talk = said.collect();
    }

    /// Lines of the longest narration, with letters of size 1 on lines of this
    /// width.
    pub fn lines(&self, width: f64) -> f64 {
        let longest = self.talk.iter().copied().fold(0.0, f64::max);
        // Words do not fill their lines.
        (longest * 1.06 / width.max(1.0)).ceil().max(1.0)
    }
}
