//! Which line of a scenario a suggestion is about: the one that shares the
//! rarest names with it. A guess from words: where nothing is shared, none.

/// A name that looks like one of a program or a key, and a plain word: what a
/// line is worth that alone has it. The table is named, too: a little more.
const NAME: usize = 48;
const WORD: usize = 12;
const TABLE: usize = 5;

/// Keys of the file's head that hold prose.
const PROSE: [&str; 6] = ["title", "chapter", "goal", "notes", "what_if", "\""];

/// A line that one could change: where it begins, its text, its table's head.
struct Line<'a> {
    from: usize,
    text: &'a str,
    table: &'a str,
}

/// The byte at which the line begins that a suggestion names.
pub fn line(text: &str, suggestion: &str) -> Option<usize> {
    let lines = changeable(text);
    let names: Vec<(&str, usize)> = names(suggestion)
        .into_iter()
        .filter_map(|(name, worth)| {
            let common = lines.iter().filter(|line| has(line.text, name)).count();
            (common > 0).then(|| (name, worth / common))
        })
        .collect();
    let mut best = (0, None);
    for line in &lines {
        let worth = |text: &str| {
            let here = names.iter().filter(|(name, _)| has(text, name));
            here.map(|(_, worth)| worth).sum::<usize>()
        };
        let shared = worth(line.text);
        let named = shared > 0 && line.text != line.table && worth(line.table) > 0;
        let all = shared + if named { TABLE } else { 0 };
        if all > best.0 {
            best = (all, Some(line.from));
        }
    }
    best.1
}

/// Programs, settings and the heads of tables; no narration, no expectation, and
/// nothing that only prints.
fn changeable(text: &str) -> Vec<Line<'_>> {
    let (mut table, mut quoted, mut from) = ("", false, 0);
    let mut lines = Vec::new();
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        if !quoted && line.starts_with('[') {
            table = line;
        }
        let set = line.contains('=') && !PROSE.iter().any(|key| line.starts_with(key));
        let bare = ["#", "import ", "from ", "print("];
        let counts = match table {
            "" => set && !quoted,
            _ => !table.starts_with("[[") && !bare.iter().any(|word| line.starts_with(word)),
        };
        if counts {
            let text = line;
            lines.push(Line { from, text, table });
        }
        quoted ^= (line.matches("'''").count() + line.matches("\"\"\"").count()) % 2 == 1;
        from += whole.len();
    }
    lines
}

/// The names in a suggestion, and what each is worth.
fn names(suggestion: &str) -> Vec<(&str, usize)> {
    let mut found: Vec<(&str, usize)> = Vec::new();
    let (mut rest, mut fresh) = (suggestion, true);
    while let Some(start) = rest.find(is_part) {
        fresh |= rest[..start].contains(['.', ':', '?', '!']);
        rest = &rest[start..];
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        let inside = word.get(1..).unwrap_or_default();
        let strange = inside.contains(|c: char| c == '_' || c.is_uppercase());
        let capital = !fresh && word.starts_with(|c: char| c.is_uppercase());
        let used = after.starts_with('(') || after.trim_start().starts_with('=');
        let is_name = strange || capital || used;
        let long = word.len() >= if is_name { 3 } else { 4 };
        let known = found.iter().any(|(name, _)| *name == word);
        if long && !known && word != "with" && !word.starts_with(|c: char| c.is_ascii_digit()) {
            found.push((word, if is_name { NAME } else { WORD }));
        }
        (rest, fresh) = (after, false);
    }
    found
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// True if a line has this whole word; a sentence may begin with it.
fn has(line: &str, name: &str) -> bool {
    line.split(|c| !is_part(c))
        .any(|word| word.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::library::ENTRIES;

    #[test]
    fn a_suggestion_names_a_line() {
        let cases = [
            ("01-two-threads", "bound: Queue()", "queue.Queue("),
            ("01-two-threads", "the None at", "None"),
            ("02-lost-update", "Write order", "order = \"chance\""),
            ("01-down-the-stack", "under [link]", "[link]"),
            ("05-tcp-or-udp", "Set loss", "loss ="),
            ("04-short-counts", "SO_SNDBUF", "SO_SNDBUF"),
            ("01-client-first", "Start the server first", "start = "),
        ];
        for (path, part, expected) in cases {
            let mut entries = ENTRIES.iter().filter(|entry| entry.path.contains(path));
            let text = entries.next().expect("it is there").text();
            let mut said = text.lines().filter(|line| line.contains(part));
            let said = said.next().expect("the lesson suggests it");
            let found = line(&text, said.trim()).map(|from| text[from..].lines().next());
            let found = found.flatten().unwrap_or_default();
            assert!(found.contains(expected), "{part}: {found}");
            assert_ne!(found, said);
        }
        assert_eq!(
            line("a = 1\n[process.p]\nb = 2\n", "Try something else."),
            None
        );
    }
}
