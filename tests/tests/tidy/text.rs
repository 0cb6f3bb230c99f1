//! What can be seen without understanding a language: how files begin, how long
//! they are, and words that stay out.

use crate::Complaint;

/// Longer files hold more than one thing.
const MOST_LINES: usize = 800;

/// What is read in one sitting.
const MOST_LINES_OF_ARCHITECTURE: usize = 150;

/// Words for what was left undone. Put together here, lest this file be the
/// first to be complained of.
const UNDONE: [&str; 7] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("HA", "CK"),
    concat!("to", "do!"),
    concat!("unimpl", "emented!"),
    concat!("db", "g!"),
];

/// Folders that only one machine has.
const MACHINE: [&str; 3] = [
    concat!("/ro", "ot/"),
    concat!("/ho", "me/"),
    concat!("/wo", "rk/"),
];

/// Complains of a file's beginning and length.
pub fn check_shape(file: &str, text: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    if file.ends_with(".rs") && !text.starts_with("//!") {
        complaints.push(Complaint::new(
            1,
            "a file begins with `//!` and its purpose",
        ));
    }
    let most = most_lines(file);
    let lines = text.lines().count();
    if most.is_some_and(|most| lines > most) {
        let what = format!("{lines} lines are more than {}", most.unwrap_or(0));
        complaints.push(Complaint::new(1, what));
    }
    complaints
}

/// Data may be as long as it is.
fn most_lines(file: &str) -> Option<usize> {
    let data = [".json", ".txt"]
        .iter()
        .any(|ending| file.ends_with(ending));
    match file {
        "ARCHITECTURE.md" => Some(MOST_LINES_OF_ARCHITECTURE),
        _ => (!data).then_some(MOST_LINES),
    }
}

/// Complains of words that stay out.
pub fn check_words(text: &str) -> Vec<Complaint> {
    let mut complaints = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for word in UNDONE.iter().filter(|word| has_word(line, word)) {
            let what = format!("`{word}`: nothing is left undone");
            complaints.push(Complaint::new(index + 1, what));
        }
        for path in MACHINE.iter().filter(|path| has_word(line, path)) {
            let what = format!("`{path}` is the path of one machine");
            complaints.push(Complaint::new(index + 1, what));
        }
    }
    complaints
}

/// What the page is made of: what `Debug` prints is empty there.
const OF_THE_PAGE: [&str; 2] = ["sim-core/src/", "web-ui/src/"];

/// Where it is printed all the same: `Debug` itself, and the words of a panic.
const FOR_PANICS: [&str; 2] = ["python/heap/value.rs", "network/packets/audit.rs"];

/// Complains of text for users that is made with `Debug`.
pub fn check_debug(file: &str, text: &str) -> Vec<Complaint> {
    let of_the_page = OF_THE_PAGE.iter().any(|folder| file.starts_with(folder));
    let allowed = FOR_PANICS.iter().any(|end| file.ends_with(end)) || file.contains("/tests");
    if !of_the_page || allowed {
        return Vec::new();
    }
    let lines = text.lines().enumerate();
    let code = lines.take_while(|(_, line)| !line.starts_with("#[cfg(test)]"));
    let made = code.filter(|(_, line)| {
        let makes = ["format!(", "write!(", "writeln!("];
        line.contains(":?}") && makes.iter().any(|it| line.contains(it))
    });
    let what = "the page prints nothing for `{:?}`";
    made.map(|(index, _)| Complaint::new(index + 1, what))
        .collect()
}

/// Whether a line has a word that is not part of a longer one.
fn has_word(line: &str, word: &str) -> bool {
    let inner = |letter: char| letter.is_alphanumeric() || "_.-~".contains(letter);
    line.match_indices(word).any(|(start, _)| {
        let before = line[..start].chars().next_back();
        let after = line[start + word.len()..].chars().next();
        let goes_on =
            word.ends_with(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
        !goes_on && !before.is_some_and(inner)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(file: &str, text: &str) -> usize {
        check_shape(file, text).len()
    }

    #[test]
    fn shapes() {
        let lines = |count: usize| "//! a\n".repeat(count);
        assert_eq!(shape("a.rs", "//! Purpose.\n"), 0);
        assert_eq!(shape("a.rs", "use std::fmt;\n"), 1);
        assert_eq!(shape("a.rs", ""), 1);
        assert_eq!(shape("a.rs", &lines(800)), 0);
        assert_eq!(shape("a.rs", &lines(801)), 1);
        assert_eq!(shape("a.css", &lines(801)), 1);
        assert_eq!(shape("a.json", &lines(801)), 0);
        assert_eq!(shape("ARCHITECTURE.md", &lines(151)), 1);
    }

    #[test]
    fn debug() {
        let text = "let a = format!(\"{b:?}\");\nassert!(c, \"{b:?}\");\n";
        let late = format!("#[cfg(test)]\n{text}");
        for (file, text, expected) in [
            ("sim-core/src/a.rs", text, 1),
            ("sim-core/src/a.rs", late.as_str(), 0),
            ("sim-core/src/a/tests.rs", text, 0),
            ("cli/src/a.rs", text, 0),
        ] {
            assert_eq!(check_debug(file, text).len(), expected, "{file}");
        }
    }

    #[test]
    fn words() {
        let [to_do, .., debug] = UNDONE;
        for (text, expected) in [
            (format!("// {to_do}: later"), 1),
            (format!("a\n{debug}(x)"), 1),
            (format!("MAS{to_do}N"), 0),
            (format!("{to_do}RS"), 0),
            (format!("open('{}x')", MACHINE[0]), 1),
            (format!("a{}x", MACHINE[0]), 0),
            (format!("{}x and {to_do}", MACHINE[1]), 2),
            ("all is done".to_owned(), 0),
        ] {
            assert_eq!(check_words(&text).len(), expected, "{text}");
        }
        assert_eq!(check_words(&format!("\n\n{to_do}"))[0].line, 3);
    }
}
