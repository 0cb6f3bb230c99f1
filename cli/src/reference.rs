//! `mailroom reference`: the scenario format as a page of documentation, made
//! from the table that the reader itself uses.

use std::fmt::Write;

use sim_core::scenario::keys::{Key, Section};
use sim_core::scenario::reference;

const HEAD: &str = "\
# The scenario file

A lesson is one TOML file. The smallest is a title and two programs; everything else has a default.
This page is made by `mailroom reference` from the table that the reader itself uses; do not edit it by hand.

Times are written with their unit (`1us`, `1.5ms`, `2s`, `1min`), bandwidths too (`100Mbit/s`). Without other word, every process has a host of its own, named like the process, and all hosts hang on one switch; `[link]` describes the whole way between two of them. A process reaches another by its host's name: `tcp://server:5555`.

All mistakes of a file are reported together, each with line and column, what was expected and the nearest thing that would work. A scenario is data: nothing in it runs outside the simulator.
";

/// The whole page, as Markdown.
pub fn markdown() -> String {
    let mut page = String::from(HEAD);
    for section in reference() {
        section_of(&mut page, section);
    }
    page
}

fn section_of(page: &mut String, section: &Section) {
    let header = if section.header.is_empty() {
        "The top of the file"
    } else {
        section.header
    };
    let code = if section.header.is_empty() {
        header.to_owned()
    } else {
        format!("`{header}`")
    };
    let _ = write!(page, "\n## {code}\n\n{}\n\n", section.about);
    page.push_str("| key | value | without it | meaning | example |\n|---|---|---|---|---|\n");
    for key in section.keys() {
        row(page, key);
    }
}

fn row(page: &mut String, key: &Key) {
    let without = key.default.map_or("**needed**".to_owned(), cell);
    let _ = writeln!(
        page,
        "| `{}` | {} | {without} | {} | `{}` |",
        key.name,
        cell(&key.kind.words()),
        cell(key.about),
        cell(key.example)
    );
}

/// Text that can stand in a table's cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}
