//! Who is on the stage, who speaks to whom, and how much will be said: known
//! before the first picture, so that cards stand where they stand whatever
//! moment is shown, and whatever was shown before. A function of the scenario.

use std::rc::Rc;

use sim_core::base::Time;
use sim_core::view::{self, ProcessCard};

use crate::draw::flow::Flow;
use crate::draw::saying::{Said, Tone};
use crate::draw::scene::Peers;
use crate::engine::{Lesson, Progress, Session};

/// What the layout of a scenario is made from.
#[derive(Clone, Default)]
pub struct Cast {
    /// Who stands left of whom.
    pub flow: Flow,
    /// All processes, also those that are started by others.
    pub processes: Vec<Rc<ProcessCard>>,
    /// With whom each port is connected, sooner or later.
    pub peers: Peers,
    /// What each stop says, before and after the answer.
    talk: Vec<Said>,
    /// After how many events it looks at the run next; 0 when it knows all.
    look: u64,
}

/// Events of the run that are looked at. All lessons with few messages have
/// ended by then, in all others everybody has spoken; a browser computes them
/// in a few frames.
const EVENTS: u64 = 3_000;
/// Events until who is connected is looked at first; then each time after twice
/// as many more.
const FIRST_LOOK: u64 = 200;
/// Ends of connections that are remembered: those of more are placed as they come.
const PEERS: usize = 400;
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
        let kind = |socket: u32| {
            let mut ports = stage.processes.iter().flat_map(|card| &card.ports);
            ports.find(|it| it.id == socket).map(|it| it.kind.as_str())
        };
        self.flow.learn(&stage.links, &kind, &[]);
        for link in &stage.links {
            let ends = [(link.ports.0, link.to), (link.ports.1, link.from)];
            for end in ends {
                if self.peers.len() < PEERS && !self.peers.contains(&end) {
                    self.peers.push(end);
                }
            }
        }
        self.processes = stage.processes;
        self.look = 2 * self.look + FIRST_LOOK;
        if over || computed.0 >= EVENTS {
            let known = session.timeline((Time::ZERO, computed.1), ARROWS);
            self.flow.learn(&[], &|_| None, &known.arrows);
            self.look = 0;
        }
    }

    /// Takes in what is said in the course of a lesson.
    pub fn listen(&mut self, lesson: &Lesson) {
        let some = |text: &Option<String>| text.clone().unwrap_or_default();
        let mut talk = Vec::new();
        for stop in &lesson.stops {
            let say = some(&stop.say);
            let Some(question) = &stop.question else {
                talk.push(Said::default().say(&say, Tone::Plain).going_on());
                continue;
            };
            let choices = || question.choices.iter().map(String::as_str);
            let ask = |said: Said| said.say(&question.ask, Tone::Plain);
            let asked = ask(Said::default().say(&say, Tone::Plain)).choose(choices(), true);
            talk.push(asked);
            // What was asked and answered stands without the narration.
            let because = format!("The answer: {}.", some(&question.because));
            let answered = ask(Said::default()).say(&because, Tone::Aside);
            talk.push(answered.choose(choices(), false));
        }
        self.talk = talk;
    }

    /// What will be said.
    pub fn talk(&self) -> &[Said] {
        &self.talk
    }
}
