//! Stands in for the crate `unicode_names2`, which the Python parser uses for
//! one thing: the character that `"\N{BULLET}"` in a string means.
//!
//! It is not that crate: it knows no name, so the parser refuses `\N{...}` with
//! its place, as it refuses a misspelt name. The real one brings the names of
//! all characters, two thirds of the parser's size and a good part of what a
//! browser has to load; no program about messages has been seen to use one.
//! Cargo.toml puts it in the real one's place (`[patch.crates-io]`).

/// The character of this name: none, whatever the name.
pub fn character(_name: &str) -> Option<char> {
    None
}
