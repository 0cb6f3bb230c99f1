//! Who stands left of whom: whoever speaks first in a pair stands left, so
//! that a story reads from left to right. Of a pair that has not spoken yet the
//! sockets may tell who will (PUSH and PULL), or else the connecting side is on
//! the left (clients left, servers right).

use sim_core::base::Map;
use sim_core::view::{Arrow, Link, MessageKind};

/// Pairs of processes that belong together, left one first, in the order in
/// which they were found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    pairs: Vec<Pair>,
    /// Where a pair is in the list, its smaller number first.
    known: Map<(usize, usize), usize>,
}

/// Types of sockets of which the first always speaks first (zmq_socket(3)).
const SPEAKS_FIRST: [(&str, &str); 3] = [("PUSH", "PULL"), ("PUB", "SUB"), ("REQ", "REP")];

#[derive(Clone, Debug, PartialEq, Eq)]
struct Pair {
    left: usize,
    right: usize,
    sure: Sure,
}

/// How it is known who speaks first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sure {
    /// It is not: the connecting side is taken for the one who asks.
    Connected,
    /// By the types of their sockets.
    Typed,
    /// One has spoken.
    Spoken,
}

impl Flow {
    /// Takes in the connections and the messages (in order of time) that are
    /// known by now. What is known better takes the place of a guess: a peer may
    /// not even have a socket yet when it is connected to. A pair that has spoken
    /// keeps its direction, so the picture does not turn round while the run is
    /// computed.
    /// `kind` is the type of a socket.
    pub fn learn<'a>(
        &mut self,
        links: &[Link],
        kind: &dyn Fn(u32) -> Option<&'a str>,
        arrows: &[Arrow],
    ) {
        for arrow in arrows {
            if arrow.kind != MessageKind::Control {
                self.add(arrow.from.index(), arrow.to.index(), Sure::Spoken);
            }
        }
        for link in links {
            let (from, to) = (link.from.index(), link.to.index());
            let ends = (kind(link.ports.0), kind(link.ports.1));
            let is = |one, other| ends == (Some(one), Some(other));
            let mut known = SPEAKS_FIRST.iter();
            let typed = known.find(|(one, other)| is(one, other) || is(other, one));
            let turned = typed.is_some_and(|(one, other)| is(other, one));
            let (left, right) = if turned { (to, from) } else { (from, to) };
            let sure = typed.map_or(Sure::Connected, |_| Sure::Typed);
            self.add(left, right, sure);
        }
    }

    /// The pairs, left one first.
    pub fn edges(&self) -> Vec<(usize, usize)> {
        self.pairs.iter().map(|p| (p.left, p.right)).collect()
    }

    /// The same, those first of which it is known best: where many pairs are drawn
    /// as one, that is the direction of all.
    pub fn surest(&self) -> Vec<(usize, usize)> {
        let mut pairs: Vec<&Pair> = self.pairs.iter().collect();
        pairs.sort_by_key(|pair| std::cmp::Reverse(pair.sure));
        pairs.into_iter().map(|p| (p.left, p.right)).collect()
    }

    fn add(&mut self, left: usize, right: usize, sure: Sure) {
        if left == right {
            return;
        }
        let key = (left.min(right), left.max(right));
        let known = self.known.get(&key).copied();
        match known.map(|at| &mut self.pairs[at]) {
            Some(pair) if sure > pair.sure => *pair = Pair { left, right, sure },
            Some(_) => {}
            None => {
                self.known.insert(key, self.pairs.len());
                self.pairs.push(Pair { left, right, sure });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use sim_core::base::{MessageId, ProcessId, Time};
    use sim_core::view::Fate;

    use super::*;

    fn link(from: u32, to: u32) -> Link {
        Link {
            from: ProcessId(from),
            to: ProcessId(to),
            ports: (0, 0),
            label: String::new(),
            established: true,
            cut: false,
            retry_in: None,
        }
    }

    fn pull_to_push(from: u32, to: u32) -> Link {
        Link {
            ports: (1, 2),
            ..link(from, to)
        }
    }

    fn arrow(from: u32, to: u32, kind: MessageKind) -> Arrow {
        Arrow {
            message: MessageId(0),
            label: String::new(),
            kind,
            fate: Fate::Flying,
            from: ProcessId(from),
            to: ProcessId(to),
            threads: None,
            sent: Time(0),
            arrives: Time(1),
        }
    }

    #[test]
    fn what_is_known_better_turns_a_guess_round() {
        let mut flow = Flow::default();
        // Two workers connect before there is anything to connect to.
        let links = [pull_to_push(1, 0), pull_to_push(2, 0)];
        flow.learn(&links, &|socket| (socket == 1).then_some("PULL"), &[]);
        assert_eq!(flow.edges(), [(1, 0), (2, 0)]);
        let kind = |socket: u32| ["REP", "PULL", "PUSH"].get(socket as usize).copied();
        flow.learn(&links, &kind, &[]);
        assert_eq!(flow.edges(), [(0, 1), (0, 2)]);
        flow.learn(&[], &kind, &[arrow(2, 0, MessageKind::Message)]);
        assert_eq!(flow.surest(), [(2, 0), (0, 1)]);
        flow.learn(&links, &kind, &[]);
        assert_eq!(flow.edges(), [(0, 1), (2, 0)]);
    }

    #[test]
    fn the_first_speaker_stands_left() {
        use MessageKind::{Control, Message, Reply};
        let cases = [
            (vec![link(0, 1)], vec![], vec![(0, 1)]),
            (vec![pull_to_push(0, 1)], vec![], vec![(1, 0)]),
            (vec![link(1, 0)], vec![arrow(0, 1, Message)], vec![(0, 1)]),
            (
                vec![link(1, 0)],
                vec![
                    arrow(1, 0, Control),
                    arrow(0, 1, Message),
                    arrow(1, 0, Reply),
                ],
                vec![(0, 1)],
            ),
            (vec![link(2, 2)], vec![], vec![]),
        ];
        for (links, arrows, expected) in cases {
            let mut flow = Flow::default();
            let kind = |socket: u32| ["REP", "PULL", "PUSH"].get(socket as usize).copied();
            flow.learn(&links, &kind, &[]);
            flow.learn(&links, &kind, &arrows);
            assert_eq!(flow.edges(), expected);
        }
    }
}
