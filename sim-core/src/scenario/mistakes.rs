//! What is wrong with a text as TOML, in an author's words. A parser that goes on
//! behind a mistake reads much of the rest wrongly: what only follows from an
//! earlier mistake is left out, and which part of the text is doubtful is said.

use std::ops::Range;

use toml::de::Error;

/// A mistake of the author.
pub struct Mistake {
    /// Which bytes are wrong.
    pub at: Range<usize>,
    /// The kind of problem.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What would work.
    pub help: String,
    /// The part of the text in which nothing else can be said of its syntax.
    lost: Range<usize>,
    /// The part in which keys and values may not be what the author wrote.
    pub doubtful: Range<usize>,
}

/// Most mistakes of one text: a person reads the first few.
const MOST: usize = 20;

/// The mistakes behind what a parser says of `text`.
pub fn of(text: &str, errors: &[Error]) -> Vec<Mistake> {
    let mut found: Vec<Mistake> = Vec::new();
    let first = errors.iter().map(|error| start(text, error)).min();
    if let Some(swallowing) = first.and_then(|first| swallowing(text, first)) {
        found.push(swallowing);
        return found;
    }
    let mut errors: Vec<&Error> = errors.iter().collect();
    errors.sort_by_key(|error| start(text, error));
    for error in errors {
        let (start, message) = (start(text, error), error.message());
        let full = found.len() == MOST;
        match found.last_mut() {
            Some(last) if start < last.lost.end || last.lost.end == text.len() => {}
            // A stretch of lines that are none of TOML's is one mistake.
            Some(last) if line_start(text, start) == last.lost.end && spreads(message) => {
                last.lost.end = lost(text, start, message).end;
                last.doubtful.end = last.doubtful.end.max(last.lost.end);
            }
            _ if full => break,
            _ => found.push(mistake(text, error)),
        }
    }
    found
}

fn start(text: &str, error: &Error) -> usize {
    error.span().map_or(text.len(), |span| span.start)
}

fn mistake(text: &str, error: &Error) -> Mistake {
    let at = error.span().unwrap_or(text.len()..text.len());
    let message = error.message();
    if let Some((quotes, opened)) = unclosed(message, text, at.start) {
        return Mistake {
            at: opened..opened + quotes.len(),
            code: "syntax",
            message: format!("the text that begins here with {quotes} is never closed"),
            help: format!("write {quotes} where it ends"),
            lost: opened..text.len(),
            doubtful: opened..text.len(),
        };
    }
    if message == "duplicate key" {
        return Mistake {
            lost: line_of(text, at.start),
            doubtful: line_of(text, at.start),
            at,
            code: "duplicate-key",
            message: message.to_owned(),
            help: "each name can stand only once in a table: rename or remove one".to_owned(),
        };
    }
    let (message, help) = match closed_early(text, message, at.start) {
        Some(quotes) => (
            format!("the text ends here, with {quotes}; more stands behind it"),
            "put a program that has such quotes in it between ''' and '''".to_owned(),
        ),
        None => (
            message.to_owned(),
            "a scenario is TOML: `key = value` lines under `[table]` headers, \
             texts in quotes, programs between ''' and '''"
                .to_owned(),
        ),
    };
    let lost = lost(text, at.start, &message);
    let is_local = lost == line_of(text, at.start);
    let doubtful_to = if is_local { lost.end } else { text.len() };
    Mistake {
        doubtful: lost.start..doubtful_to,
        lost,
        at,
        code: "syntax",
        message,
        help,
    }
}

/// What is read wrongly because of a mistake at `at`: its line; behind a broken
/// header, or where a text lacks its quotes, all up to the next header; all of
/// the rest if quotes that open and close long texts have changed their parts.
fn lost(text: &str, at: usize, message: &str) -> Range<usize> {
    let from = line_start(text, at);
    if !text[from..].starts_with('[') && !spreads(message) {
        return line_of(text, at);
    }
    let to = next_header(text, line_end(text, at));
    let odd = |quotes| text[from..to].matches(quotes).count() % 2 == 1;
    match odd("'''") || odd("\"\"\"") {
        true => from..text.len(),
        false => from..to,
    }
}

/// True if a mistake is not one of its line alone.
fn spreads(message: &str) -> bool {
    let words = [
        "invalid basic",
        "invalid literal",
        "invalid multi-line",
        "text ends",
        "no value",
        "unquoted key",
    ];
    words.iter().any(|word| message.contains(word))
}

/// A long text that goes on over headers of tables up to the quotes that open
/// the next one: the parser then complains there, about the next one's words.
fn swallowing(text: &str, first: usize) -> Option<Mistake> {
    let mut at = 0;
    while let Some((quotes, opened)) = long_text(text, at).filter(|found| found.1 <= first) {
        let body = opened + quotes.len();
        let closed = text[body..].find(quotes).map_or(text.len(), |to| body + to);
        let header = next_header(text, body);
        if header < closed && next_header(text, closed) > first {
            let line = text[header..].lines().next().unwrap_or_default();
            let line = line.trim();
            return Some(Mistake {
                at: opened..body,
                code: "syntax",
                message: format!(
                    "the text that begins here with {quotes} is not closed before {line}"
                ),
                help: format!("write {quotes} where it ends"),
                lost: opened..text.len(),
                doubtful: opened..text.len(),
            });
        }
        at = (closed + quotes.len()).min(text.len());
    }
    None
}

/// The next quotes of three behind `at`, outside of comments.
fn long_text(text: &str, at: usize) -> Option<(&'static str, usize)> {
    let mut from = at;
    for line in text[at..].split_inclusive('\n') {
        let quotes = ["'''", "\"\"\""].into_iter();
        let found = quotes.filter_map(|quotes| Some((line.find(quotes)?, quotes)));
        if let Some((column, quotes)) = found.min().filter(|_| !line.starts_with('#')) {
            return Some((quotes, from + column));
        }
        from += line.len();
    }
    None
}

/// Where the next line behind `at` begins that is the header of a table.
fn next_header(text: &str, at: usize) -> usize {
    let mut from = at;
    for line in text[at..].split_inclusive('\n') {
        let begins_line = from == 0 || text[..from].ends_with('\n');
        if begins_line && is_header(line) {
            return from;
        }
        from += line.len();
    }
    text.len()
}

/// `[name.name]` or `[[name]]`, with what may stand behind it.
fn is_header(line: &str) -> bool {
    let line = line.split('#').next().unwrap_or_default().trim_end();
    let plain = |c: char| c.is_alphanumeric() || "._-\"' ".contains(c);
    let inner = match line.strip_prefix("[[") {
        Some(rest) => rest.strip_suffix("]]"),
        None => line
            .strip_prefix('[')
            .and_then(|rest| rest.strip_suffix(']')),
    };
    inner.is_some_and(|name| name.starts_with(char::is_alphabetic) && name.chars().all(plain))
}

/// Where a text of several lines begins that runs to the end of the file: the
/// parser reports the end, far away from the quotes that opened it.
fn unclosed(message: &str, text: &str, at: usize) -> Option<(&'static str, usize)> {
    if at < text.trim_end().len() || !message.contains("multi-line") {
        return None;
    }
    let quotes = match message.contains("literal") {
        true => "'''",
        false => "\"\"\"",
    };
    text.rfind(quotes).map(|opened| (quotes, opened))
}

/// The quotes of three right before `at`, if something stands behind them that
/// the author meant to be in the text.
fn closed_early(text: &str, message: &str, at: usize) -> Option<&'static str> {
    let before = &text[..at];
    let quotes = ["'''", "\"\"\""].into_iter();
    let mut quotes = quotes.filter(|_| message.starts_with("unexpected key or value"));
    quotes.find(|quotes| before.trim_end_matches(' ').ends_with(quotes))
}

fn line_of(text: &str, at: usize) -> Range<usize> {
    line_start(text, at)..line_end(text, at)
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}
