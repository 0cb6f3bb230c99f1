//! What a process is doing, in the words of the screen.

use serde::{Deserialize, Serialize};

use super::process::{Doing, Process, State, Waiting, WaitsFor};
use crate::base::ThreadId;

/// What a process is doing, as a colour and a word say it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// Its start time has not come.
    NotStarted,
    /// It executes statements.
    Running,
    /// A call waits for something that others must do (recv, accept, a full queue).
    Blocked,
    /// It waits for a line of input.
    WaitsForInput,
    /// `time.sleep`.
    Asleep,
    /// Stopped by a command.
    Paused,
    /// The program ended by itself.
    Ended,
    /// Killed, or ended by an uncaught exception.
    Crashed,
}

impl Activity {
    const ALL: [Activity; 8] = [
        Activity::NotStarted,
        Activity::Running,
        Activity::Blocked,
        Activity::WaitsForInput,
        Activity::Asleep,
        Activity::Paused,
        Activity::Ended,
        Activity::Crashed,
    ];

    /// What the word of a scenario file means.
    pub fn from_word(word: &str) -> Option<Activity> {
        Activity::ALL
            .into_iter()
            .find(|activity| activity.word() == word)
    }

    /// The activity as a word of the scenario format and the command line.
    pub fn word(self) -> &'static str {
        match self {
            Activity::NotStarted => "not-started",
            Activity::Running => "running",
            Activity::Blocked => "blocked",
            Activity::WaitsForInput => "waits-for-input",
            Activity::Asleep => "asleep",
            Activity::Paused => "paused",
            Activity::Ended => "ended",
            Activity::Crashed => "crashed",
        }
    }
}

impl Process {
    /// What it is doing; of several threads the busiest decides.
    pub fn activity(&self) -> Activity {
        match &self.state {
            State::NotStarted => Activity::NotStarted,
            State::Killed => Activity::Crashed,
            State::Ended(exit) if exit.error.is_some() => Activity::Crashed,
            State::Ended(_) => Activity::Ended,
            _ if self.paused => Activity::Paused,
            State::Lingering(..) => Activity::Blocked,
            State::Alive => self
                .threads
                .iter()
                .map(|thread| activity_of(&thread.doing))
                .min()
                .unwrap_or(Activity::Ended),
        }
    }

    /// Exit status, once it has ended by itself.
    pub fn exit_code(&self) -> Option<i32> {
        match &self.state {
            State::Ended(exit) => Some(exit.code),
            _ => None,
        }
    }

    /// The call that it is blocked in, as its library names it.
    pub fn blocked_on(&self) -> Option<&str> {
        let (_, waiting) = self.telling_wait()?;
        Some(match &waiting.what {
            WaitsFor::Sleep => "sleep",
            WaitsFor::Input => "input",
            WaitsFor::Messaging(reason) => reason.call(),
            WaitsFor::Local(local) => &local.call,
        })
    }

    /// The wait that says best why the process does not go on: that of the
    /// first thread whose activity is the process's own.
    pub fn telling_wait(&self) -> Option<(ThreadId, &Waiting)> {
        let activity = self.activity();
        let threads = self.threads.iter().enumerate();
        let mut waits = threads.filter_map(|(at, thread)| match &thread.doing {
            Doing::Waits(waiting) => Some((ThreadId(at as u32), waiting)),
            _ => None,
        });
        let mut same = waits.clone();
        same.find(|(_, waiting)| activity_of_wait(waiting) == activity)
            .or_else(|| waits.next())
    }

    /// What one of its threads is doing.
    pub fn thread_activity(&self, thread: ThreadId) -> Activity {
        match &self.state {
            State::Alive if !self.paused => self
                .threads
                .get(thread.index())
                .map_or(Activity::Ended, |thread| activity_of(&thread.doing)),
            _ => self.activity(),
        }
    }
}

fn activity_of(doing: &Doing) -> Activity {
    match doing {
        Doing::Ready { .. } => Activity::Running,
        Doing::Done => Activity::Ended,
        Doing::Waits(waiting) => activity_of_wait(waiting),
    }
}

fn activity_of_wait(waiting: &Waiting) -> Activity {
    match waiting.what {
        WaitsFor::Sleep => Activity::Asleep,
        WaitsFor::Input => Activity::WaitsForInput,
        WaitsFor::Messaging(_) | WaitsFor::Local(_) => Activity::Blocked,
    }
}
