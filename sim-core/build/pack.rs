//! Python text with the same meaning in fewer bytes: no comments, docstrings,
//! blank lines and needless spaces, one space a level. It does not rename and
//! does not compute. Reference: The Python Language Reference 3.11, section 2;
//! differs: a string ends at its quote even inside the braces of an f-string,
//! so the nesting of the same quotes that came with 3.12 must not be used.
//!
//! `python::library` has the test: the syntax tree stays the same, docstrings
//! aside, for every text in the core.

use std::io;
use std::path::Path;

/// The files below a folder whose names are wanted, as paths from it with `/`,
/// in order.
pub fn files(folder: &Path, is_wanted: fn(&str) -> bool) -> io::Result<Vec<String>> {
    let mut found = Vec::new();
    list(folder, "", &mut found)?;
    found.retain(|path| is_wanted(path));
    found.sort();
    Ok(found)
}

fn list(folder: &Path, above: &str, found: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = format!("{above}{name}");
        if path.is_dir() {
            list(&path, &format!("{file}/"), found)?;
        } else {
            found.push(file);
        }
    }
    Ok(())
}

/// Statements that have a block, or stand before one: they need their own line.
const COMPOUND: [&str; 14] = [
    "@", "async", "class", "def", "elif", "else", "except", "finally", "for", "if", "match", "try",
    "while", "with",
];

/// A statement's line, or several inside brackets.
struct Line<'a> {
    /// Columns before the first token; a tab counts as one.
    indent: usize,
    tokens: Vec<&'a str>,
}

impl Line<'_> {
    /// Whether it is only text, which does nothing: a docstring.
    fn is_docstring(&self) -> bool {
        let starts = |token: &&str| token.starts_with(['"', '\'', 'r']);
        self.tokens
            .iter()
            .all(|token| starts(token) && is_string(token))
    }

    fn opens_block(&self) -> bool {
        self.tokens.last() == Some(&":")
    }

    fn is_simple(&self) -> bool {
        !self.opens_block() && !COMPOUND.contains(&self.tokens[0])
    }
}

/// The text in fewer bytes.
pub fn pack(text: &str) -> String {
    let mut lines = lines(text);
    remove_docstrings(&mut lines);
    let mut packed = String::with_capacity(text.len());
    let mut open = vec![0];
    let mut joined = false;
    for (place, line) in lines.iter().enumerate() {
        while open.last().is_some_and(|indent| *indent > line.indent) {
            open.pop();
        }
        if open.last().is_some_and(|indent| *indent < line.indent) {
            open.push(line.indent);
        }
        if !joined {
            packed.extend(std::iter::repeat_n(' ', open.len() - 1));
        }
        write(&mut packed, &line.tokens);
        joined = holds_one_statement(&lines[place..]);
        if !joined {
            packed.push('\n');
        }
    }
    packed
}

/// Whether the first line opens a block of one simple statement, which can
/// stand behind it.
fn holds_one_statement(lines: &[Line]) -> bool {
    let [header, body, rest @ ..] = lines else {
        return false;
    };
    let ends = rest.first().is_none_or(|next| next.indent < body.indent);
    header.opens_block() && body.is_simple() && ends
}

fn remove_docstrings(lines: &mut Vec<Line>) {
    let is_whole_block = |place: usize| {
        let after = lines.get(place + 1);
        let ends = after.is_none_or(|next| next.indent < lines[place].indent);
        ends && place > 0 && lines[place - 1].opens_block()
    };
    let whole: Vec<bool> = (0..lines.len()).map(is_whole_block).collect();
    let mut whole = whole.into_iter();
    lines.retain_mut(|line| {
        let is_whole = whole.next() == Some(true);
        if is_whole && line.is_docstring() {
            line.tokens = vec!["pass"];
        }
        !line.is_docstring()
    });
}

/// Tokens with a space only where two would become one.
fn write(packed: &mut String, tokens: &[&str]) {
    let mut before_touches = false;
    for token in tokens {
        let touches = |c: char| is_word(c) || c == '"' || c == '\'';
        if before_touches && token.starts_with(touches) {
            packed.push(' ');
        }
        packed.push_str(token);
        before_touches = token.ends_with(touches) || is_number(token);
    }
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut tokens = Vec::new();
    let mut indent = 0;
    let mut depth = 0_usize;
    let mut rest = text;
    while !rest.is_empty() {
        let (token, after) = rest.split_at(token_length(rest));
        match token.as_bytes()[0] {
            b'\n' if depth == 0 => {
                if !tokens.is_empty() {
                    lines.push(Line {
                        indent,
                        tokens: std::mem::take(&mut tokens),
                    });
                }
                indent = 0;
            }
            b' ' | b'\t' if tokens.is_empty() => indent = token.len(),
            b' ' | b'\t' | b'\n' | b'\r' | b'\\' | b'#' => {}
            first => {
                match first {
                    b'(' | b'[' | b'{' => depth += 1,
                    b')' | b']' | b'}' => depth = depth.saturating_sub(1),
                    _ => {}
                }
                tokens.push(token);
            }
        }
        rest = after;
    }
    if !tokens.is_empty() {
        lines.push(Line { indent, tokens });
    }
    lines
}

/// Bytes of the token at the start of a text that is not empty.
fn token_length(text: &str) -> usize {
    let run = |wanted: fn(char) -> bool| text.find(|c| !wanted(c)).unwrap_or(text.len());
    if is_string(text) {
        return string_length(text);
    }
    match text.as_bytes()[0] {
        b' ' | b'\t' => run(|c| c == ' ' || c == '\t'),
        b'#' => run(|c| c != '\n'),
        b'\\' if text[1..].starts_with('\n') => 2,
        _ if is_number(text) => run(|c| is_word(c) || c == '.'),
        _ if text.starts_with(is_word) => run(is_word),
        _ => 1,
    }
}

/// What names, numbers and keywords are made of.
fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

/// Whether the text begins with a number, which may end with its point.
fn is_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the text begins with a string, its prefix included.
fn is_string(text: &str) -> bool {
    let prefix = text.find(['"', '\'']).map(|place| &text[..place]);
    prefix.is_some_and(|prefix| prefix.len() <= 2 && prefix.chars().all(|c| "rRbBfFuU".contains(c)))
}

/// Bytes of a string with its prefix and quotes.
fn string_length(text: &str) -> usize {
    let start = text.find(['"', '\'']).unwrap_or(0);
    let one = &text[start..=start];
    let triple = one.repeat(3);
    let quote = if text[start..].starts_with(&triple) {
        &triple
    } else {
        one
    };
    let mut place = start + quote.len();
    while let Some(c) = text[place..].chars().next() {
        if text[place..].starts_with(quote) {
            return place + quote.len();
        }
        let escaped = if c == '\\' {
            text[place + 1..].chars().next()
        } else {
            None
        };
        place += c.len_utf8() + escaped.map_or(0, char::len_utf8);
    }
    text.len()
}
