//! Where the lines of a program stand in the file that carries it: a program
//! is a TOML text, so its line 3 is another line of the scenario.

use super::lesson::LineMap;

/// The lines of a program that is a file of its own.
pub fn of_whole_file(file: &str, text: &str) -> LineMap {
    let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
    let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
    LineMap {
        file: file.to_owned(),
        starts: starts.collect(),
    }
}

/// The lines of a program that is the TOML text at bytes `start..end`, quotes
/// included, of `text`, the contents of `file`.
pub fn of_toml_text(file: &str, text: &str, start: usize, end: usize) -> LineMap {
    let raw = text.get(start..end).unwrap_or("");
    let literal = raw.starts_with('\'');
    let body = if raw.starts_with("'''") || raw.starts_with("\"\"\"") {
        // The first line break after the quotes does not belong to the text.
        let rest = &raw[3..];
        let skipped = rest.len() - rest.trim_start_matches('\r').len();
        match rest[skipped..].starts_with('\n') {
            true => 3 + skipped + 1,
            false => 3,
        }
    } else {
        1
    };
    let body = body.min(raw.len());
    let mut starts = vec![start + body];
    match literal {
        true => starts.extend(
            raw[body..]
                .match_indices('\n')
                .map(|(at, _)| start + body + at + 1),
        ),
        false => starts.extend(escaped_lines(&raw[body..]).map(|at| start + body + at)),
    }
    LineMap {
        file: file.to_owned(),
        starts,
    }
}

/// Where the lines after the first begin in a text with escapes: `\n` makes
/// one, a backslash at the end of a line takes one away.
fn escaped_lines(body: &str) -> impl Iterator<Item = usize> {
    let bytes = body.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let (here, next) = (bytes[at], bytes.get(at + 1).copied());
            at += 1;
            match (here, next) {
                (b'\n', _) => return Some(at),
                (b'\\', Some(b'n')) => {
                    at += 1;
                    return Some(at);
                }
                (b'\\', Some(b' ' | b'\t' | b'\r' | b'\n')) => {
                    let rest = &bytes[at..];
                    let blank = rest.iter().take_while(|byte| byte.is_ascii_whitespace());
                    at += blank.count();
                }
                (b'\\', Some(_)) => at += 1,
                _ => {}
            }
        }
        None
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The TOML text stands after `p = `; lines begin with the given pieces.
    fn check(quoted: &str, lines: &[&str]) {
        let text = format!("p = {quoted}\n");
        let map = of_toml_text("a.toml", &text, 4, 4 + quoted.len());
        let found: Vec<&str> = map.starts.iter().map(|at| &text[*at..]).collect();
        assert_eq!(found.len(), lines.len(), "{quoted}: {found:?}");
        for (found, line) in found.iter().zip(lines) {
            assert!(found.starts_with(line), "{quoted}: {found:?} {line:?}");
        }
    }

    #[test]
    fn lines_of_each_kind_of_text() {
        check("'''\na\nb\n'''", &["a", "b", "'''"]);
        check("'''\r\na\r\nb'''", &["a", "b"]);
        check("'''a\nb'''", &["a", "b"]);
        check("\"\"\"\na\\nb\nc\"\"\"", &["a", "b", "c"]);
        check("\"\"\"\na \\\n   still\nb\"\"\"", &["a", "b"]);
        check("\"a\\\\n\\nb\"", &["a", "b"]);
        check("'a'", &["a"]);
        check("''", &["'"]);
    }
}
