//! The futures of one lesson. A command at the cursor begins a new one; the
//! old one is kept as the list of commands that led to it, and can be gone
//! back to. Runs are deterministic, so the list is all there is to keep.

use serde::Serialize;

use super::{Given, Session};
use crate::base::Time;
use crate::trace;
use crate::world::Command;

/// One future.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// What made it, in a few words: `crash server at 412 ms`.
    pub label: String,
    /// Where it left the one it came from; the file's own run has none.
    pub fork: Option<Fork>,
    /// Every command of it, in order.
    pub commands: Vec<Given>,
}

/// Where a branch began.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Fork {
    /// The branch it left.
    pub parent: usize,
    /// When.
    pub at: Time,
}

/// All futures of a session.
#[derive(Clone, Debug, PartialEq)]
pub struct Branches {
    list: Vec<Branch>,
    current: usize,
}

/// Branches kept: more lanes than this nobody tells apart. The oldest that is
/// neither the file's own run nor the current one goes.
const MOST: usize = 12;

impl Default for Branches {
    fn default() -> Branches {
        Branches::from_commands(Vec::new(), String::new())
    }
}

impl Branches {
    /// The run as the file has it, and one with these commands, if any.
    pub fn from_commands(commands: Vec<Given>, label: String) -> Branches {
        let mut branches = Branches {
            list: vec![Branch {
                label: "original".to_owned(),
                fork: None,
                commands: Vec::new(),
            }],
            current: 0,
        };
        if let Some(first) = commands.first() {
            let fork = Some(Fork {
                parent: 0,
                at: first.at,
            });
            branches.list.push(Branch {
                label,
                fork,
                commands,
            });
            branches.current = 1;
        }
        branches
    }

    /// All branches, the file's own run first.
    pub fn list(&self) -> &[Branch] {
        &self.list
    }

    /// The one that is shown.
    pub fn current(&self) -> usize {
        self.current
    }

    /// Gives a command at the cursor of `session`, which begins a branch; one
    /// that sets the same thing anew at the same moment takes the place of the
    /// branch that set it.
    pub fn apply(&mut self, session: &mut Session, command: Command) {
        let own = &mut self.list[self.current];
        let last = own.commands.last().filter(|_| own.fork.is_some());
        let again = |last: &&Given| last.at == session.now() && sets_same(&last.command, &command);
        if last.is_some_and(|last| again(&last)) {
            session.take_back();
            own.label = label(session, &command);
            session.apply(command);
            own.commands = session.commands().to_vec();
            return;
        }
        let label = label(session, &command);
        let fork = Fork {
            parent: self.current,
            at: session.now(),
        };
        session.apply(command);
        self.make_room();
        self.list.push(Branch {
            label,
            fork: Some(Fork {
                parent: fork.parent.min(self.list.len() - 1),
                ..fork
            }),
            commands: session.commands().to_vec(),
        });
        self.current = self.list.len() - 1;
    }

    /// Shows another branch: a session of it, with nothing computed yet.
    pub fn switch(&mut self, to: usize, session: &Session) -> Option<Session> {
        let branch = self.list.get(to)?;
        let lesson = session.lesson().clone();
        let other = Session::with_commands(lesson, branch.commands.clone());
        self.current = to;
        Some(other)
    }

    fn make_room(&mut self) {
        if self.list.len() < MOST {
            return;
        }
        self.remove(if self.current == 1 { 2 } else { 1 });
    }

    /// Forgets a branch that is neither the file's own run nor the one that is
    /// shown; what left it seems to leave what it left.
    pub fn remove(&mut self, gone: usize) {
        if gone == 0 || gone == self.current || gone >= self.list.len() {
            return;
        }
        let fork = self.list.remove(gone).fork;
        let parent_of_gone = fork.map_or(0, |fork| fork.parent);
        if self.current > gone {
            self.current -= 1;
        }
        for branch in &mut self.list {
            if let Some(fork) = &mut branch.fork {
                match fork.parent {
                    parent if parent > gone => fork.parent -= 1,
                    parent if parent == gone => fork.parent = parent_of_gone,
                    _ => {}
                }
            }
        }
    }
}

/// True if both set the same thing.
fn sets_same(one: &Command, other: &Command) -> bool {
    match (one, other) {
        (
            Command::SetOption {
                process,
                socket,
                option,
                ..
            },
            Command::SetOption {
                process: process2,
                socket: socket2,
                option: option2,
                ..
            },
        ) => (process, socket, option) == (process2, socket2, option2),
        (
            Command::Cable { cable, change },
            Command::Cable {
                cable: cable2,
                change: change2,
            },
        ) => cable == cable2 && change.sets() == change2.sets(),
        (Command::Delay { message, .. }, Command::Delay { message: other, .. }) => message == other,
        _ => false,
    }
}

fn label(session: &Session, command: &Command) -> String {
    let names = session.trace().names(&session.lesson().setup);
    if let Command::SetOption {
        process,
        option,
        value,
        ..
    } = command
    {
        let (name, process) = (option.name(), names.process(*process));
        return format!("{name} = {value} of {process} at {}", session.now());
    }
    let (verb, process) = command.words();
    let name = match (process, command.message(), command) {
        (Some(process), ..) => format!(" {}", names.process(process)),
        (_, Some(message), _) => format!(" {}", names.message(message)),
        (.., Command::Cable { cable, change }) => {
            let cable = trace::cable_words(*cable, names);
            format!(" {cable}: {}", trace::change_words(change))
        }
        _ => String::new(),
    };
    format!("{verb}{name} at {}", session.now())
}
