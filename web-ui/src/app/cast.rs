//! Who is on the stage, and who speaks to whom: known before the first picture,
//! so that cards stand where they stand whatever moment is shown, and whatever
//! was shown before. A function of the scenario.

use std::rc::Rc;

use sim_core::base::Time;
use sim_core::view::{self, ProcessCard};

use crate::draw::flow::Flow;
use crate::engine::{Lesson, Progress, Session};

/// What the layout of a scenario is made from.
#[derive(Clone, Default)]
pub struct Cast {
    /// Who stands left of whom.
    pub flow: Flow,
    /// All processes, also those that are started by others.
    pub processes: Vec<Rc<ProcessCard>>,
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
        cast
    }
}
