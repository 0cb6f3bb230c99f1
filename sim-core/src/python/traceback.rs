//! Tracebacks and the last words of a program, to the letter what CPython 3.11
//! prints, with the markers under the expression that failed.

use super::code::{Code, Span};
use super::heap::object::TraceEntry;
use super::heap::{Object, Type, Value};
use super::vm::Machine;
use ruff_python_ast::Expr;
use ruff_text_size::Ranged;
use std::fmt::Write;

/// Exceptions of one chain that are printed.
const CHAIN: usize = 100;
/// Equal lines printed before "repeated".
const REPEATS: usize = 3;

/// How an exception hangs together with the one printed before it.
#[derive(Clone, Copy, PartialEq)]
enum Link {
    Cause,
    Context,
    None,
}

impl Machine {
    /// The exceptions that a traceback prints, in the order of printing.
    pub(crate) fn exception_chain(&self, exception: Value) -> Vec<Value> {
        self.chain(exception)
            .into_iter()
            .map(|(exception, _)| exception)
            .collect()
    }

    fn chain(&self, exception: Value) -> Vec<(Value, Link)> {
        let mut chain = vec![(exception, Link::None)];
        let mut at = exception;
        while chain.len() < CHAIN {
            let Some(found) = self.as_exception(at) else {
                break;
            };
            let (next, link) = if !found.cause.is_null() {
                (found.cause, Link::Cause)
            } else if !found.context.is_null() && !found.suppress {
                (found.context, Link::Context)
            } else {
                break;
            };
            if chain.iter().any(|(seen, _)| *seen == next) {
                break;
            }
            chain.push((next, link));
            at = next;
        }
        // The link belongs to the exception that follows in print.
        let links: Vec<Link> = chain.iter().map(|(_, link)| *link).collect();
        let mut printed: Vec<(Value, Link)> = chain
            .iter()
            .enumerate()
            .map(|(at, (exception, _))| {
                (*exception, links.get(at + 1).copied().unwrap_or(Link::None))
            })
            .collect();
        printed.reverse();
        printed
    }

    /// The whole text, with the forms of the exceptions that needed program
    /// text given (in the order of printing), or the plain ones.
    pub(crate) fn traceback_text(&mut self, exception: Value, texts: &[String]) -> String {
        let mut out = String::new();
        for (at, (exception, link)) in self.chain(exception).into_iter().enumerate() {
            match link {
                Link::Cause => out.push_str(
                    "\nThe above exception was the direct cause of the following exception:\n\n",
                ),
                Link::Context => out.push_str(
                    "\nDuring handling of the above exception, another exception occurred:\n\n",
                ),
                Link::None => {}
            }
            let trace = self
                .as_exception(exception)
                .map(|found| found.trace.clone())
                .unwrap_or_default();
            frames(&mut out, &trace);
            let words = match texts.get(at) {
                Some(text) => text.clone(),
                None => self.plain_exception_text(exception),
            };
            self.last_line(&mut out, exception, &words);
        }
        out
    }

    /// As `traceback_text` without program text.
    pub(crate) fn format_traceback(&mut self, exception: Value) -> String {
        self.traceback_text(exception, &[])
    }

    /// `str(exception)` without program text.
    pub(crate) fn plain_exception_text(&mut self, exception: Value) -> String {
        match self.exception_str(exception) {
            Ok(text) => self.heap.as_str(text).unwrap_or("").to_owned(),
            Err(_) => "<exception str() failed>".to_owned(),
        }
    }

    fn last_line(&self, out: &mut String, exception: Value, words: &str) {
        out.push_str(&self.exception_title(exception));
        if !words.is_empty() {
            out.push_str(": ");
            out.push_str(words);
        }
        if let Some(word) = super::suggest::suggestion(self, exception) {
            let _ = write!(out, ". Did you mean: '{word}'?");
        }
        out.push('\n');
        self.notes(out, exception);
    }

    fn notes(&self, out: &mut String, exception: Value) {
        let notes = self
            .instance_dict(exception)
            .and_then(|dict| self.heap.dict_get_str(dict, "__notes__"))
            .and_then(|notes| self.heap.as_list(notes));
        for note in notes.into_iter().flatten() {
            out.push_str(&self.plain_str(*note));
            out.push('\n');
        }
    }

    /// Line of the innermost frame of a traceback object.
    pub(crate) fn traceback_line(&self, traceback: Value) -> u32 {
        match traceback.as_ref().map(|at| self.heap.object(at)) {
            Some(Object::Traceback(entries)) => entries
                .iter()
                .rev()
                .find(|entry| !entry.code.code.file.library)
                .map_or(0, |entry| entry.code.code.span(entry.at).line),
            _ => 0,
        }
    }

    /// Whether the str of an exception in the chain is program text.
    pub(crate) fn needs_words(&self, exception: Value) -> bool {
        self.exception_chain(exception)
            .into_iter()
            .any(|exception| {
                let class = self.heap.class_of(exception);
                let own = matches!(self.class_lookup(class, "__str__"), Some(Value::Ref(_)));
                let args = super::builtins::exception_args(self, exception);
                own || args.iter().any(|arg| {
                    matches!(
                        self.heap.type_of(*arg),
                        Type::Object | Type::List | Type::Tuple | Type::Dict | Type::Set
                    )
                })
            })
    }
}

/// The frames that an exception passed, outermost first.
fn frames(out: &mut String, trace: &[TraceEntry]) {
    let shown: Vec<&TraceEntry> = trace
        .iter()
        .rev()
        .filter(|entry| !entry.code.code.file.library)
        .collect();
    if trace.is_empty() {
        return;
    }
    out.push_str("Traceback (most recent call last):\n");
    let mut repeats = 0;
    let mut last = None;
    for entry in &shown {
        let code = &entry.code.code;
        let span = code.span(entry.at);
        let key = (entry.code.id, span.line);
        repeats = if last == Some(key) {
            repeats + 1
        } else {
            flush_repeats(out, repeats)
        };
        last = Some(key);
        if repeats >= REPEATS {
            continue;
        }
        frame(out, code, span);
    }
    flush_repeats(out, repeats);
}

/// One frame: its place, its line, markers.
pub(crate) fn frame(out: &mut String, code: &Code, span: Span) {
    let _ = writeln!(
        out,
        "  File \"{}\", line {}, in {}",
        code.file.name, span.line, code.name
    );
    if let Some(line) = code.file.line(span.line) {
        source_line(out, line, span);
    }
}

fn flush_repeats(out: &mut String, repeats: usize) -> usize {
    if repeats >= REPEATS {
        let more = repeats + 1 - REPEATS;
        let plural = if more == 1 { "" } else { "s" };
        let _ = writeln!(out, "  [Previous line repeated {more} more time{plural}]");
    }
    0
}

/// The quoted line and, unless the whole of it failed, markers below.
fn source_line(out: &mut String, line: &str, span: Span) {
    let stripped = line.trim();
    if stripped.is_empty() {
        return;
    }
    let _ = writeln!(out, "    {stripped}");
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let length = stripped.chars().count();
    let start = (span.column as usize).saturating_sub(indent);
    let end = if span.end_line == span.line {
        (span.end_column as usize)
            .saturating_sub(indent)
            .min(length)
    } else {
        length
    };
    if start >= end {
        return;
    }
    let segment: String = stripped.chars().skip(start).take(end - start).collect();
    let anchors = if span.end_line == span.line {
        anchors(&segment)
    } else {
        None
    };
    if anchors.is_none() && start == 0 && end == length {
        return;
    }
    let (left, right) = anchors.map_or((start, end), |(left, right)| (start + left, start + right));
    let marks: String = (start..end)
        .map(|at| {
            if anchors.is_none() || (at >= left && at < right) {
                '^'
            } else {
                '~'
            }
        })
        .collect();
    let wide = stripped.chars().take(start).filter(|c| is_wide(*c)).count();
    let _ = writeln!(out, "    {}{marks}", " ".repeat(start + wide));
}

/// Whether a terminal shows a character two columns wide.
fn is_wide(char: char) -> bool {
    matches!(u32::from(char),
        0x1100..=0x115F | 0x2E80..=0xA4CF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFE30..=0xFE6F | 0xFF00..=0xFF60 | 0xFFE0..=0xFFE6 | 0x1F300..=0x1F64F
        | 0x1F900..=0x1F9FF | 0x20000..=0x3FFFD)
}

/// For an operator or a subscript: the part that is marked most.
fn anchors(segment: &str) -> Option<(usize, usize)> {
    let parsed = ruff_python_parser::parse_expression(segment).ok()?;
    let count = |byte: usize| segment[..byte].chars().count();
    match parsed.expr() {
        Expr::BinOp(op) => {
            let from = op.left.range().end().to_usize();
            let between = &segment[from..op.right.range().start().to_usize()];
            // Closing brackets of the left operand are no part of the operator.
            let offset = between.find(|c: char| !c.is_whitespace() && c != ')')?;
            let rest = &between[offset..];
            let width = if rest
                .chars()
                .nth(1)
                .is_some_and(|c| !c.is_whitespace() && !"(-+~".contains(c))
            {
                2
            } else {
                1
            };
            let left = count(from + offset);
            Some((left, left + width))
        }
        Expr::Subscript(subscript) => {
            let left = count(subscript.value.range().end().to_usize());
            let right = count(subscript.slice.range().end().to_usize()) + 1;
            Some((left, right))
        }
        _ => None,
    }
}
