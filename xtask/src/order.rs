//! In which order pieces of bytes compress best: each after what it resembles
//! most. Deflate finds a repetition only within the last 32 KiB, and compiled
//! functions resemble others that a linker puts far from them.
//!
//! It is a greedy order, not the best one, and it knows nothing of WebAssembly.

use std::collections::{HashMap, VecDeque};

/// Bytes of a shingle, the unit of resemblance.
const SHINGLE: usize = 6;

/// Bytes that are looked back on: less than deflate's, which also holds what
/// cannot be repeated.
const WINDOW: usize = 31_000;

/// The places of the pieces in their new order: a permutation. What is in more
/// pieces than are `common` tells nothing.
pub fn by_resemblance(pieces: &[&[u8]], common: usize) -> Vec<usize> {
    let shingles = Shingles::of(pieces, common);
    let mut window = Window::new(&shingles, pieces.len());
    let mut left: Vec<usize> = (0..pieces.len()).collect();
    let mut order = Vec::with_capacity(pieces.len());
    while !left.is_empty() {
        let best = most_resembling(&left, &window.scores, pieces);
        let piece = left.remove(best);
        window.push(piece, pieces[piece].len());
        order.push(piece);
    }
    order
}

/// Where in `left` the piece is of which most, by its length, has been seen.
fn most_resembling(left: &[usize], scores: &[u32], pieces: &[&[u8]]) -> usize {
    let share = |piece: usize| {
        // A little more than the length: it costs to say what is repeated.
        u64::from(scores[piece]) * 1_000_000 / (pieces[piece].len() as u64 + 40)
    };
    let key = |place: &usize| (share(left[*place]), std::cmp::Reverse(left[*place]));
    (0..left.len()).max_by_key(key).unwrap_or(0)
}

/// Which pieces have which shingles.
struct Shingles {
    /// By piece: its shingles, in order, those left out that are alone or common.
    of_piece: Vec<Vec<usize>>,
    /// By shingle: the pieces that have it, and how often.
    holders: Vec<Vec<(usize, u32)>>,
}

impl Shingles {
    fn of(pieces: &[&[u8]], common: usize) -> Self {
        let mut numbers = HashMap::new();
        let mut holders: Vec<Vec<(usize, u32)>> = Vec::new();
        let mut of_piece: Vec<Vec<usize>> = Vec::new();
        for (piece, bytes) in pieces.iter().enumerate() {
            let mut own = Vec::with_capacity(bytes.len());
            for shingle in bytes.windows(SHINGLE) {
                let number = *numbers.entry(shingle).or_insert(holders.len());
                if number == holders.len() {
                    holders.push(Vec::new());
                }
                match holders[number].last_mut() {
                    Some((last, count)) if *last == piece => *count += 1,
                    _ => holders[number].push((piece, 1)),
                }
                own.push(number);
            }
            of_piece.push(own);
        }
        for own in &mut of_piece {
            own.retain(|shingle| (2..=common).contains(&holders[*shingle].len()));
        }
        Self { of_piece, holders }
    }
}

/// The pieces that came last, and what every piece shares with them.
struct Window<'a> {
    shingles: &'a Shingles,
    /// With their lengths.
    pieces: VecDeque<(usize, usize)>,
    bytes: usize,
    /// By shingle: how often it is in the window.
    seen: Vec<u32>,
    /// By piece: how many of its shingles are in the window.
    scores: Vec<u32>,
}

impl<'a> Window<'a> {
    fn new(shingles: &'a Shingles, pieces: usize) -> Self {
        Self {
            shingles,
            pieces: VecDeque::new(),
            bytes: 0,
            seen: vec![0; shingles.holders.len()],
            scores: vec![0; pieces],
        }
    }

    fn push(&mut self, piece: usize, length: usize) {
        self.pieces.push_back((piece, length));
        self.bytes += length;
        for shingle in &self.shingles.of_piece[piece] {
            self.seen[*shingle] += 1;
            if self.seen[*shingle] == 1 {
                for (holder, count) in &self.shingles.holders[*shingle] {
                    self.scores[*holder] += count;
                }
            }
        }
        while self.bytes > WINDOW && self.pieces.len() > 1 {
            self.forget_first();
        }
    }

    fn forget_first(&mut self) {
        let Some((piece, length)) = self.pieces.pop_front() else {
            return;
        };
        self.bytes -= length;
        for shingle in &self.shingles.of_piece[piece] {
            self.seen[*shingle] -= 1;
            if self.seen[*shingle] == 0 {
                for (holder, count) in &self.shingles.holders[*shingle] {
                    self.scores[*holder] -= count;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_resembles_stands_together_and_nothing_is_lost() {
        let pieces: [&[u8]; 5] = [
            b"the first kind of text",
            b"0123456789 0123456789",
            b"another first kind of text",
            b"0123456789, 012345678",
            b"a",
        ];
        let order = by_resemblance(&pieces, 300);
        let place = |piece| order.iter().position(|other| *other == piece).unwrap();
        assert_eq!(place(0).abs_diff(place(2)), 1, "{order:?}");
        assert_eq!(place(1).abs_diff(place(3)), 1, "{order:?}");
        let mut sorted = order;
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn nothing_has_an_order() {
        assert_eq!(by_resemblance(&[], 300), [0_usize; 0]);
    }
}
