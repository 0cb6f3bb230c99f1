//! The scenarios that come with the page, built into it so that it works
//! without a network.

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
    /// The scenario's text.
    pub text: &'static str,
    /// Files beside it: name and text.
    pub files: &'static [(&'static str, &'static str)],
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
    }
}
