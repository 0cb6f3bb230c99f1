//! What Enter, Tab and Ctrl-/ do to the text of a scenario: indentation and
//! comments, each as the change of one stretch; and where the cursor belongs when
//! a text comes from elsewhere. Pure: the browser makes the change as if it had
//! been typed, and tells of it.

use crate::platform::text::{Change, Stroke};

/// Blanks of a level, as PEP 8 has it.
const LEVEL: usize = 4;

/// What a stroke changes where bytes `from..to` are selected; `None` if it
/// means nothing there, and the browser's own way is right.
pub fn typed(text: &str, (from, to): (usize, usize), stroke: Stroke) -> Option<Change> {
    let whole = from == to;
    match stroke {
        Stroke::Enter => enter(text, from, to),
        Stroke::Indent if whole => {
            let column = text[line_start(text, from)..from].chars().count();
            Some(put(from, to, " ".repeat(LEVEL - column % LEVEL)))
        }
        Stroke::Indent => lines(text, from, to, &|line| format!("{:LEVEL$}{line}", "")),
        Stroke::Dedent => lines(text, from, to, &|line| dedented(line).to_owned()),
        Stroke::Comment => comment(text, from, to),
        Stroke::Undo | Stroke::Redo => None,
    }
}

/// The byte behind what makes one text another: there the cursor belongs.
pub fn behind_change(old: &str, new: &str) -> usize {
    let same = |(a, b): &(u8, u8)| a == b;
    let before = old.bytes().zip(new.bytes()).take_while(same).count();
    let most = old.len().min(new.len()) - before;
    let after = old.bytes().rev().zip(new.bytes().rev()).take_while(same);
    new.len() - after.count().min(most)
}

/// A text in place of what is selected, with the cursor behind it.
fn put(from: usize, to: usize, with: String) -> Change {
    let end = from + with.len();
    Change {
        range: (from, to),
        with,
        select: (end, end),
    }
}

fn enter(text: &str, from: usize, to: usize) -> Option<Change> {
    let before = &text[line_start(text, from)..from];
    let indent = &before[..before.len() - before.trim_start_matches([' ', '\t']).len()];
    let opens = opens_block(before) && in_program(&text[..from]);
    let more = if opens { LEVEL } else { 0 };
    (opens || !indent.is_empty()).then(|| put(from, to, format!("\n{indent}{:more$}", "")))
}

/// True if a line of Python ends in a colon, with a comment behind it or not.
fn opens_block(line: &str) -> bool {
    let code = line.split(" #").next().unwrap_or(line);
    [line, code].iter().any(|it| it.trim_end().ends_with(':'))
}

/// True if a text ends inside a program: between the quotes of a TOML text
/// that is no narration.
fn in_program(before: &str) -> bool {
    let mut rest = before;
    loop {
        let marks = ["'''", "\"\"\""].map(|mark| rest.find(mark).map(|at| (at, mark)));
        let Some((at, mark)) = marks.into_iter().flatten().min() else {
            return false;
        };
        let key = rest[line_start(rest, at)..at].trim_start();
        let inside = &rest[at + mark.len()..];
        match inside.split_once(mark) {
            Some((_, after)) => rest = after,
            None => return key.starts_with("program") || key.starts_with("text"),
        }
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

fn dedented(line: &str) -> &str {
    let blanks = line.bytes().take(LEVEL).take_while(|byte| *byte == b' ');
    line.strip_prefix('\t')
        .unwrap_or_else(|| &line[blanks.count()..])
}

/// Comments out what is not, or takes the signs away if all lines have one.
fn comment(text: &str, from: usize, to: usize) -> Option<Change> {
    let (start, end) = touched(text, from, to);
    let filled = || {
        text[start..end]
            .lines()
            .filter(|line| !line.trim().is_empty())
    };
    let column = |line: &str| line.len() - line.trim_start().len();
    if filled().all(|line| line.trim_start().starts_with('#')) {
        let bare = |line: &str| {
            let (indent, rest) = line.split_at(column(line));
            let rest = rest.strip_prefix("# ").or(rest.strip_prefix('#'));
            format!("{indent}{}", rest.unwrap_or_default())
        };
        return lines(text, from, to, &bare);
    }
    let least = filled().map(column).min().unwrap_or(0);
    lines(text, from, to, &|line| {
        let (indent, rest) = line.split_at(least);
        format!("{indent}# {rest}")
    })
}

/// The whole lines that a selection touches; a line at whose beginning it ends
/// is none of them.
fn touched(text: &str, from: usize, to: usize) -> (usize, usize) {
    let start = line_start(text, from);
    let last = if to > from && text[..to].ends_with('\n') {
        to - 1
    } else {
        to
    };
    let end = text[last..].find('\n').map_or(text.len(), |at| last + at);
    (start, end)
}

/// Changes each touched line that is not empty.
fn lines(text: &str, from: usize, to: usize, change: &dyn Fn(&str) -> String) -> Option<Change> {
    let (start, end) = touched(text, from, to);
    let old = &text[start..end];
    let new: Vec<String> = old
        .split('\n')
        .map(|line| match line.trim().is_empty() && from < to {
            true => line.to_owned(),
            false => change(line),
        })
        .collect();
    let with = new.join("\n");
    if with == old {
        return None;
    }
    let select = if from < to {
        (start, start + with.len())
    } else {
        // The cursor stays at its letter.
        let caret = (from + with.len()).saturating_sub(old.len()).max(start);
        (caret, caret)
    };
    Some(Change {
        range: (start, end),
        with,
        select,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text with its selection between bars, or its cursor at one bar.
    fn selected(marked: &str) -> (String, (usize, usize)) {
        let from = marked.find('|').expect("a bar");
        let to = marked.rfind('|').expect("a bar");
        let to = if to > from { to - 1 } else { to };
        (marked.replace('|', ""), (from, to))
    }

    fn marked(text: &str, (from, to): (usize, usize)) -> String {
        let bar = if from == to { "" } else { "|" };
        format!("{}|{}{bar}{}", &text[..from], &text[from..to], &text[to..])
    }

    #[test]
    fn the_cursor_goes_where_the_change_is() {
        for (old, new, expected) in [
            ("abc", "abXc", 3),
            ("abXc", "abc", 2),
            ("aa", "aaa", 3),
            ("", "new", 3),
            ("same", "same", 4),
        ] {
            assert_eq!(behind_change(old, new), expected, "{old:?} {new:?}");
        }
    }

    #[test]
    fn strokes_change_what_they_should() {
        use Stroke::{Comment, Dedent, Enter, Indent};
        let cases = [
            (Enter, "a = 1|", None),
            (Enter, "    a|", Some("    a\n    |")),
            (Enter, "    a|b", Some("    a\n    |b")),
            (
                Enter,
                "program = '''\nif x:|",
                Some("program = '''\nif x:\n    |"),
            ),
            (
                Enter,
                "program = '''\n  if x:  # y|",
                Some("program = '''\n  if x:  # y\n      |"),
            ),
            (Enter, "program = '''\nd = {1: '#'}|", None),
            (Enter, "say = '''\nLook:|", None),
            (Enter, "program = '''\nx\n'''\nsay = 'a:|", None),
            (Enter, "  |ab|", Some("  \n  |")),
            (Indent, "a|", Some("a   |")),
            (Indent, "|", Some("    |")),
            (Indent, "|a\n\n  b\n|c", Some("|    a\n\n      b|\nc")),
            (Dedent, "    a|", Some("a|")),
            (Dedent, "  |", Some("|")),
            (Dedent, "a|", None),
            (Dedent, "|     a\n\tb|", Some("| a\nb|")),
            (Comment, "  a|", Some("  # a|")),
            (Comment, "  # a|", Some("  a|")),
            (Comment, "|  a\n\n    b|", Some("|  # a\n\n  #   b|")),
            (Comment, "|#a\n# b|", Some("|a\nb|")),
            (Enter, "  ä|", Some("  ä\n  |")),
        ];
        for (stroke, before, after) in cases {
            let (text, selection) = selected(before);
            let found = typed(&text, selection, stroke).map(|change| {
                let (from, to) = change.range;
                let new = format!("{}{}{}", &text[..from], change.with, &text[to..]);
                marked(&new, change.select)
            });
            assert_eq!(found.as_deref(), after, "{stroke:?} in {before:?}");
        }
    }
}
