//! Diagnostics as text for a terminal: the line, a mark under the place, and
//! what would work. The page shows the same data in its own way.

use codespan_reporting::diagnostic as report;
use codespan_reporting::files::SimpleFiles;
use codespan_reporting::term;

use super::lesson::File;
use crate::base::{Diagnostic, Severity};

/// All diagnostics with the lines they are about, without colour. `texts` are
/// the files that the places name; one that is not among them is shown
/// without its line.
pub fn render(diagnostics: &[Diagnostic], texts: &[File]) -> String {
    let mut files = SimpleFiles::new();
    let ids: Vec<(usize, &File)> = texts
        .iter()
        .map(|file| (files.add(file.name.as_str(), file.text.as_str()), file))
        .collect();
    let config = term::Config::default();
    let mut out = String::new();
    for diagnostic in diagnostics {
        let found = ids
            .iter()
            .find(|(_, file)| file.name == diagnostic.place.file)
            .filter(|(_, file)| fits(diagnostic.place.bytes.0, &file.text));
        let rendered = found.map(|(id, file)| rich(diagnostic, *id, &file.text));
        let shown = rendered
            .and_then(|report| term::emit_into_string(&config, &files, &report).ok())
            .unwrap_or_else(|| plain(diagnostic));
        out.push_str(&shown);
    }
    out
}

/// Whether the line around byte `at` can be shown: a line without end would
/// bury the message.
fn fits(at: usize, text: &str) -> bool {
    const LONGEST: usize = 1_000;
    let (before, after) = text.as_bytes().split_at(at.min(text.len()));
    let is_end = |byte: &u8| *byte == b'\n';
    let start = before.iter().rev().take(LONGEST).position(is_end);
    let end = after.iter().take(LONGEST).position(is_end);
    (start.is_some() || before.len() < LONGEST) && (end.is_some() || after.len() < LONGEST)
}

fn rich(diagnostic: &Diagnostic, file: usize, text: &str) -> report::Diagnostic<usize> {
    let severity = match diagnostic.severity {
        Severity::Error => report::Severity::Error,
        Severity::Warning => report::Severity::Warning,
    };
    let label = report::Label::primary(file, one_line(diagnostic.place.bytes, text));
    report::Diagnostic::new(severity)
        .with_code(&diagnostic.code)
        .with_message(&diagnostic.message)
        .with_label(label)
        .with_notes_iter(diagnostic.help.clone())
}

/// The part of a range that is on its first line, at character boundaries: a
/// wrong program of a hundred lines must not be marked as a whole.
fn one_line((start, end): (usize, usize), text: &str) -> std::ops::Range<usize> {
    let mut start = start.min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    let line = text[start..].find('\n').map_or(text.len(), |at| start + at);
    let mut end = end.clamp(start, line);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    start..end
}

fn plain(diagnostic: &Diagnostic) -> String {
    let Diagnostic {
        code,
        message,
        place,
        ..
    } = diagnostic;
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let help = diagnostic.help.iter().map(|help| format!("  = {help}\n"));
    let (file, line, column) = (&place.file, place.line, place.column);
    let help: String = help.collect();
    format!("{file}:{line}:{column}: {severity}[{code}]: {message}\n{help}\n")
}
