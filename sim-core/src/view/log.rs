//! One record as a line of the log, and which lines a reader wants.

use super::model::LogLine;
use crate::base::ProcessId;
use crate::trace::{Names, Tone, sentence, tone};
use crate::world::Record;

/// Which lines of the log are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum LogFilter {
    /// All.
    #[default]
    All,
    /// Those about a message.
    Messages,
    /// Those of a process.
    Of(ProcessId),
    /// Where something is lost or refused, or somebody has to wait.
    Trouble,
}

impl LogFilter {
    /// True if the line of `record` is wanted.
    pub fn takes(self, record: &Record, names: Names<'_>) -> bool {
        match self {
            LogFilter::All => true,
            LogFilter::Messages => names.message_of(record).is_some(),
            LogFilter::Of(process) => {
                record.process().or_else(|| names.process_at(record)) == Some(process)
            }
            LogFilter::Trouble => {
                !record.is_retry() && matches!(tone(record, names), Tone::Loss | Tone::Wait)
            }
        }
    }
}

/// The line for a record.
pub fn log_line(record: &Record, names: Names<'_>) -> LogLine {
    LogLine {
        record: record.id,
        at: record.at,
        position: record.position,
        process: record.process().or_else(|| names.process_at(record)),
        message: names.message_of(record),
        queue: record.queue().map(|queue| queue.0),
        level: record.level(),
        retry: record.is_retry(),
        text: sentence(record, names),
        tone: tone(record, names),
    }
}
