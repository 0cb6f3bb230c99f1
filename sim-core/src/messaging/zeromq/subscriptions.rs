//! Who wants what: the prefixes that subscribers asked for.
//!
//! libzmq keeps both tables as tries; here they are sorted lists, searched
//! once for every length of prefix that occurs. What counts is the same: a
//! publisher keeps a *set* of peers for each prefix, a subscriber *counts* how
//! often it asked for one.

use super::message::Frame;
use super::pipe::Plug;

/// What became of a peer's wish to get a prefix no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Removed {
    /// It had not asked for it.
    Unknown,
    /// Others still want it.
    OthersRemain,
    /// It was the last who wanted it.
    Last,
}

/// A publisher's table: prefix and who wants it, sorted by prefix.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Interest {
    rows: Vec<(Frame, Vec<Plug>)>,
    longest: usize,
}

impl Interest {
    /// True if nobody had asked for this prefix before.
    pub(super) fn add(&mut self, prefix: &Frame, plug: Plug) -> bool {
        self.longest = self.longest.max(prefix.len());
        match self.find(prefix) {
            Ok(at) => {
                let peers = &mut self.rows[at].1;
                if !peers.contains(&plug) {
                    peers.push(plug);
                }
                false
            }
            Err(at) => {
                self.rows.insert(at, (prefix.clone(), vec![plug]));
                true
            }
        }
    }

    pub(super) fn remove(&mut self, prefix: &[u8], plug: Plug) -> Removed {
        let Ok(at) = self.find(prefix) else {
            return Removed::Unknown;
        };
        let peers = &mut self.rows[at].1;
        let Some(place) = peers.iter().position(|other| *other == plug) else {
            return Removed::Unknown;
        };
        peers.remove(place);
        if !peers.is_empty() {
            return Removed::OthersRemain;
        }
        self.rows.remove(at);
        Removed::Last
    }

    /// A peer is gone: all that it asked for, and whether it was the last.
    pub(super) fn remove_peer(&mut self, plug: Plug) -> Vec<(Frame, bool)> {
        let mut gone = Vec::new();
        self.rows.retain_mut(|(prefix, peers)| {
            if let Some(place) = peers.iter().position(|other| *other == plug) {
                peers.remove(place);
                gone.push((prefix.clone(), peers.is_empty()));
            }
            !peers.is_empty()
        });
        gone
    }

    /// Everybody who wants a message that begins like this, each once.
    pub(super) fn matching(&self, topic: &[u8]) -> Vec<Plug> {
        let mut all = Vec::new();
        let mut rows = 0;
        for peers in self.rows_for(topic) {
            rows += 1;
            all.extend_from_slice(peers);
        }
        if rows > 1 {
            all.sort_unstable();
            all.dedup();
        }
        all
    }

    /// The shortest of a peer's prefixes that a message matches.
    pub(super) fn why(&self, topic: &[u8], plug: Plug) -> Option<&Frame> {
        let rows = self.rows.iter();
        let mut mine =
            rows.filter(|(prefix, peers)| topic.starts_with(prefix) && peers.contains(&plug));
        mine.next().map(|(prefix, _)| prefix)
    }

    /// The table: prefix and who wants it.
    pub(super) fn rows(&self) -> &[(Frame, Vec<Plug>)] {
        &self.rows
    }

    fn rows_for(&self, topic: &[u8]) -> impl Iterator<Item = &Vec<Plug>> {
        let most = match self.rows.is_empty() {
            true => 0,
            false => topic.len().min(self.longest) + 1,
        };
        (0..most).filter_map(move |length| {
            let at = self.find(&topic[..length]).ok()?;
            Some(&self.rows[at].1)
        })
    }

    fn find(&self, prefix: &[u8]) -> Result<usize, usize> {
        self.rows.binary_search_by(|(row, _)| (**row).cmp(prefix))
    }
}

/// A subscriber's table: prefix and how often it was asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Wanted {
    rows: Vec<(Frame, u32)>,
}

impl Wanted {
    pub(super) fn add(&mut self, prefix: &Frame) {
        match self.find(prefix) {
            Ok(at) => self.rows[at].1 += 1,
            Err(at) => self.rows.insert(at, (prefix.clone(), 1)),
        }
    }

    /// True if the prefix is not wanted any more, and was.
    pub(super) fn remove(&mut self, prefix: &[u8]) -> bool {
        let Ok(at) = self.find(prefix) else {
            return false;
        };
        self.rows[at].1 -= 1;
        let last = self.rows[at].1 == 0;
        if last {
            self.rows.remove(at);
        }
        last
    }

    /// Whether a message that begins like this is wanted.
    pub(super) fn wants(&self, topic: &[u8]) -> bool {
        self.rows.iter().any(|(row, _)| topic.starts_with(row))
    }

    /// Prefix and how often it was asked for, sorted.
    pub(super) fn rows(&self) -> &[(Frame, u32)] {
        &self.rows
    }

    fn find(&self, prefix: &[u8]) -> Result<usize, usize> {
        self.rows.binary_search_by(|(row, _)| (**row).cmp(prefix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(text: &str) -> Frame {
        text.as_bytes().into()
    }

    #[test]
    fn a_message_reaches_everybody_with_a_prefix_of_it_once() {
        let mut interest = Interest::default();
        let wishes = [
            ("", 0),
            ("a", 2),
            ("ab", 2),
            ("ab", 4),
            ("abc", 6),
            ("b", 8),
        ];
        for (prefix, plug) in wishes {
            interest.add(&frame(prefix), Plug(plug));
        }
        let check = |topic: &str, plugs: &[u32]| {
            let found = interest.matching(topic.as_bytes());
            let found: Vec<u32> = found.into_iter().map(|plug| plug.0).collect();
            assert_eq!(found, plugs, "{topic}");
        };
        check("", &[0]);
        check("a", &[0, 2]);
        check("ab", &[0, 2, 4]);
        check("abcd", &[0, 2, 4, 6]);
        check("ba", &[0, 8]);
        check("A", &[0]);
    }

    #[test]
    fn a_publisher_keeps_sets_and_a_subscriber_counts() {
        let mut interest = Interest::default();
        assert!(interest.add(&frame("a"), Plug(0)));
        assert!(!interest.add(&frame("a"), Plug(0)));
        assert!(!interest.add(&frame("a"), Plug(2)));
        assert_eq!(interest.remove(b"a", Plug(0)), Removed::OthersRemain);
        assert_eq!(interest.remove(b"a", Plug(0)), Removed::Unknown);
        assert_eq!(interest.remove_peer(Plug(2)), [(frame("a"), true)]);
        let mut wanted = Wanted::default();
        wanted.add(&frame("a"));
        wanted.add(&frame("a"));
        assert!(!wanted.remove(b"a"));
        assert!(wanted.wants(b"abc"));
        assert!(wanted.remove(b"a"));
        assert!(!wanted.remove(b"a"));
        assert!(!wanted.wants(b"abc"));
    }
}
