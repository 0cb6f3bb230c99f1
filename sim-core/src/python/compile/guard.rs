//! Before the parser: text nested so deeply that walking its tree would take
//! too much stack is refused.

use super::{Source, syntax};
use crate::base::Diagnostic;
use ruff_text_size::{TextRange, TextSize};

/// CPython's tokenizer stops at 200 open brackets, its parser long before a
/// thousand operators in a row become a problem for anybody.
const BRACKETS: usize = 100;
const OPERATORS: usize = 500;
const INDENTS: usize = 100;

/// The place where the text nests too deeply, if it does.
pub fn too_deep(source: &Source) -> Option<Diagnostic> {
    let mut scan = Scan::new(&source.text);
    let (at, message) = scan.run()?;
    let at = TextSize::from(at as u32);
    Some(syntax(source, TextRange::new(at, at), message))
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    /// Operators seen at each open bracket since its last comma.
    open: Vec<usize>,
    operators: usize,
    indents: Vec<usize>,
}

impl<'a> Scan<'a> {
    fn new(text: &'a str) -> Scan<'a> {
        Scan {
            text: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            operators: 0,
            indents: vec![0],
        }
    }

    fn run(&mut self) -> Option<(usize, &'static str)> {
        if !self.indent() {
            return Some((self.at, "too many levels of indentation"));
        }
        while let Some(byte) = self.text.get(self.at).copied() {
            match byte {
                b'#' => self.skip_comment(),
                b'"' | b'\'' => self.skip_string(byte),
                b'\\' => self.at += 1,
                b'(' | b'[' | b'{' => {
                    self.open.push(self.operators);
                    if self.open.len() > BRACKETS {
                        return Some((self.at, "too many nested parentheses"));
                    }
                }
                b')' | b']' | b'}' => {
                    self.operators = self.open.pop().unwrap_or(0) + 1;
                }
                b',' | b';' => self.operators = 0,
                b'\n' if self.open.is_empty() && !self.is_continued() => {
                    self.operators = 0;
                    self.at += 1;
                    if !self.indent() {
                        return Some((self.at, "too many levels of indentation"));
                    }
                    continue;
                }
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    self.word();
                    continue;
                }
                b'+' | b'-' | b'*' | b'/' | b'%' | b'@' | b'&' | b'|' | b'^' | b'~' | b'<'
                | b'>' | b'=' | b'.' | b':' => self.operators += 1,
                _ => {}
            }
            if self.operators > OPERATORS {
                return Some((self.at, "too many operators in one expression"));
            }
            self.at += 1;
        }
        None
    }

    fn is_continued(&self) -> bool {
        self.at > 0 && self.text[self.at - 1] == b'\\'
    }

    /// Reads the indentation of a line; false if there are too many levels.
    fn indent(&mut self) -> bool {
        let start = self.at;
        while matches!(self.text.get(self.at), Some(b' ' | b'\t')) {
            self.at += 1;
        }
        if matches!(self.text.get(self.at), None | Some(b'\n' | b'#' | b'\r')) {
            return true;
        }
        let width = self.at - start;
        while self.indents.last().is_some_and(|last| *last > width) {
            self.indents.pop();
        }
        if self.indents.last() != Some(&width) {
            self.indents.push(width);
        }
        self.indents.len() <= INDENTS
    }

    fn word(&mut self) {
        let start = self.at;
        while matches!(
            self.text.get(self.at),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_' | b'0'..=b'9')
        ) {
            self.at += 1;
        }
        if matches!(
            &self.text[start..self.at],
            b"not" | b"lambda" | b"if" | b"else" | b"and" | b"or" | b"await" | b"for"
        ) {
            self.operators += 1;
        }
    }

    fn skip_comment(&mut self) {
        while self
            .text
            .get(self.at + 1)
            .is_some_and(|byte| *byte != b'\n')
        {
            self.at += 1;
        }
    }

    fn skip_string(&mut self, quote: u8) {
        let triple = self.text[self.at..].starts_with(&[quote; 3]);
        self.at += if triple { 3 } else { 1 };
        while let Some(byte) = self.text.get(self.at).copied() {
            match byte {
                b'\\' => self.at += 1,
                b'\n' if !triple => return,
                _ if byte == quote && !triple => return,
                _ if triple && self.text[self.at..].starts_with(&[quote; 3]) => {
                    self.at += 2;
                    return;
                }
                _ => {}
            }
            self.at += 1;
        }
    }
}
