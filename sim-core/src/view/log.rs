//! One record as a line of the log.

use super::model::LogLine;
use crate::trace::{Names, sentence, tone};
use crate::world::Record;

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
        text: sentence(record, names),
        tone: tone(record, names),
    }
}
