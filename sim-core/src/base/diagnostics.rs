//! Bad input, said well: each problem with its place, what was expected and
//! the nearest thing that works. Problems are collected, never thrown.

use serde::{Deserialize, Serialize};

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The file can be used, but something in it is probably not meant.
    Warning,
    /// The file cannot be used.
    Error,
}

/// A place in a text: which file, and where in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The file's name as the user knows it.
    pub file: String,
    /// First byte and the byte after the last, in the file's text.
    pub bytes: (usize, usize),
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One problem of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// Error or warning.
    pub severity: Severity,
    /// A short stable name such as `unknown-key`, for tests and for the docs.
    pub code: String,
    /// What is wrong, one sentence, lower case, no full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What would work: the nearest valid name, the expected form, an example.
    pub help: Option<String>,
}

/// Line and column (from 1, in characters) of byte `at` of `text`.
pub fn line_column(text: &str, at: usize) -> (u32, u32) {
    let before = &text.as_bytes()[..at.min(text.len())];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |at| at + 1);
    // Continuation bytes of UTF-8 are not characters of their own.
    let column = before[start..]
        .iter()
        .filter(|byte| (**byte & 0xC0) != 0x80)
        .count()
        + 1;
    (line as u32, column as u32)
}

impl Place {
    /// The place of bytes `start..end` of `text`, the contents of `file`.
    pub fn new(file: &str, text: &str, start: usize, end: usize) -> Place {
        let (line, column) = line_column(text, start);
        Place {
            file: file.to_owned(),
            bytes: (start, end.max(start)),
            line,
            column,
        }
    }
}
