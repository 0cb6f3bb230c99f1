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

    /// Gives a command at the cursor of `session`, which begins a branch.
    pub fn apply(&mut self, session: &mut Session, command: Command) {
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
        let gone = if self.current == 1 { 2 } else { 1 };
        self.list.remove(gone);
        for branch in &mut self.list {
            if let Some(fork) = &mut branch.fork {
                match fork.parent {
                    parent if parent > gone => fork.parent -= 1,
                    parent if parent == gone => fork.parent = 0,
                    _ => {}
                }
            }
        }
    }
}

fn label(session: &Session, command: &Command) -> String {
    let names = session.trace().names(&session.lesson().setup);
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
