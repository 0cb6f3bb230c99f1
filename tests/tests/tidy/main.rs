//! Keeps the house tidy: who may use whom, how files begin and how long they
//! and their functions are, what may not be written. ARCHITECTURE.md and
//! CONTRIBUTING.md give the reasons.
//!
//! Each rule is a function from text to complaints, and is shown to complain
//! about a sample made up for it.

mod files;
mod functions;
mod layers;
mod text;

use std::fmt;

/// A rule that is broken, and where.
#[derive(Debug, PartialEq, Eq)]
pub struct Complaint {
    /// Counted from 1; a whole file's complaint is at 1.
    pub line: usize,
    /// In words, with the names that matter.
    pub what: String,
}

impl Complaint {
    fn new(line: usize, what: impl Into<String>) -> Self {
        let what = what.into();
        Self { line, what }
    }
}

impl fmt::Display for Complaint {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.line, self.what)
    }
}

/// Runs a rule over files and fails with everything it complains of.
fn check_all(files: &[files::File], rule: impl Fn(&files::File) -> Vec<Complaint>) {
    let complaints: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let found = rule(file).into_iter();
            found.map(move |complaint| format!("{}:{complaint}", file.name))
        })
        .collect();
    assert!(complaints.is_empty(), "\n{}\n", complaints.join("\n"));
}

#[test]
fn no_room_uses_one_that_stands_on_it() {
    let rust = files::rust();
    assert!(rust.iter().any(|file| file.name == "sim-core/src/lib.rs"));
    check_all(&rust, |file| layers::check(&file.name, &file.text));
}

#[test]
fn no_room_of_the_page_uses_one_that_stands_on_it() {
    let rust = files::rust();
    assert!(rust.iter().any(|file| file.name == "web-ui/src/lib.rs"));
    check_all(&rust, |file| layers::check_page(&file.name, &file.text));
}

#[test]
fn only_the_platform_folder_talks_to_the_browser() {
    check_all(&files::rust(), |file| {
        layers::check_browser(&file.name, &file.text)
    });
}

#[test]
fn files_begin_with_their_purpose_and_end_in_time() {
    let all = files::all();
    assert!(all.iter().any(|file| file.name == "Cargo.toml"));
    check_all(&all, |file| text::check_shape(&file.name, &file.text));
}

#[test]
fn nothing_is_left_undone_or_tied_to_one_machine() {
    check_all(&files::all(), |file| text::check_words(&file.text));
}

#[test]
fn users_read_nothing_that_was_made_for_debugging() {
    check_all(&files::rust(), |file| {
        text::check_debug(&file.name, &file.text)
    });
}

#[test]
fn hardly_any_function_is_long() {
    let lengths: Vec<_> = files::rust()
        .iter()
        .flat_map(|file| functions::lengths(&file.name, &file.text))
        .collect();
    assert!(lengths.len() > 50, "the functions were not found");
    assert_eq!(functions::check(&lengths), Vec::<String>::new());
}
