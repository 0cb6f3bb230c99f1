//! The scenarios and the Python library that come with the page, so that it works
//! without a network. They are part of the module, or stand beside it in the page.

use std::rc::Rc;

use sim_core::scenario;

use crate::engine::{File, Loaded};
#[cfg(not(feature = "library"))]
use crate::platform::texts;

/// One scenario of the library.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Entry {
    /// The file's name below `scenarios/`.
    pub path: &'static str,
    /// The chapter it belongs to.
    pub chapter: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What one learns from it.
    pub goal: &'static str,
    /// The names of files beside it.
    pub beside: &'static [&'static str],
}

impl Entry {
    /// The scenario's text.
    pub fn text(&self) -> Rc<str> {
        text(self.path)
    }

    /// Files beside it: name and text.
    pub fn files(&self) -> impl Iterator<Item = (&'static str, Rc<str>)> {
        let folder = self.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let file = move |name: &&'static str| (*name, text(&format!("{folder}/{name}")));
        self.beside.iter().map(file)
    }
}

/// Reads a scenario, and gives its run the library that came with the page.
pub fn load(file: &File, beside: &[File]) -> Loaded {
    #[allow(
        unused_mut,
        reason = "with a library of its own there is nothing to add"
    )]
    let mut loaded = scenario::load(file, beside);
    #[cfg(not(feature = "library"))]
    if let Some(lesson) = &mut loaded.lesson {
        let setup = Rc::get_mut(&mut lesson.setup).expect("invariant: just made");
        setup.library = texts::kept();
    }
    loaded
}

/// A text that new scenarios begin from, by its file's name.
pub fn template(file: &str) -> Rc<str> {
    kept("templates", file)
}

fn text(path: &str) -> Rc<str> {
    kept("scenarios", path)
}

#[cfg(feature = "library")]
fn kept(folder: &str, path: &str) -> Rc<str> {
    let path = format!("{folder}/{path}");
    let found = TEXTS.iter().find(|(at, _)| *at == path);
    found.map_or("", |(_, text)| text).into()
}

#[cfg(not(feature = "library"))]
fn kept(folder: &str, path: &str) -> Rc<str> {
    let texts = texts::kept();
    let found = texts.find(&format!("{folder}/{path}"));
    found.cloned().unwrap_or_else(|| "".into())
}

include!(concat!(env!("OUT_DIR"), "/library.rs"));

/// The chapters in order, each with the places of its scenarios in `ENTRIES`.
pub fn chapters() -> Vec<(&'static str, Vec<usize>)> {
    let mut chapters: Vec<(&str, Vec<usize>)> = Vec::new();
    for (at, entry) in ENTRIES.iter().enumerate() {
        match chapters.iter_mut().find(|(name, _)| *name == entry.chapter) {
            Some((_, places)) => places.push(at),
            None => chapters.push((entry.chapter, vec![at])),
        }
    }
    chapters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_scenario_is_in_one_chapter() {
        let mut places: Vec<usize> = chapters().into_iter().flat_map(|c| c.1).collect();
        places.sort_unstable();
        assert_eq!(places, (0..ENTRIES.len()).collect::<Vec<_>>());
        assert!(ENTRIES.iter().all(|entry| !entry.title.is_empty()));
        assert!(ENTRIES.iter().all(|entry| !entry.text().is_empty()));
        let mut files = ENTRIES.iter().flat_map(Entry::files);
        assert!(files.all(|(_, text)| !text.is_empty()));
    }
}
