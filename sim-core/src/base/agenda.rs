//! The agenda: what is still to happen, earliest first; first in, first out
//! among equal times. Plain data: it can be cloned, compared and printed.
//!
//! An implicit heap of four children a node. A node holds the time and a
//! sequence number packed into one integer, so that an order is one comparison
//! and ties cannot happen, and the event itself beside it.

use super::time::Time;

/// The events that are still to come, each with the time it is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda<E> {
    heap: Vec<Entry<E>>,
    next_sequence: u64,
}

#[derive(Clone, Debug, PartialEq)]
struct Entry<E> {
    /// Time in the upper half, sequence of scheduling in the lower.
    key: u128,
    event: E,
}

const CHILDREN: usize = 4;

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Agenda {
            heap: Vec::new(),
            next_sequence: 0,
        }
    }
}

impl<E> Agenda<E> {
    /// How many events are still to come.
    pub fn len(&self) -> usize {
        self.heap.len()
    }

    /// True if nothing is to come.
    pub fn is_empty(&self) -> bool {
        self.heap.is_empty()
    }

    /// When the next event is due.
    pub fn next_time(&self) -> Option<Time> {
        self.heap
            .first()
            .map(|entry| Time((entry.key >> 64) as u64))
    }

    /// The next event.
    pub fn peek(&self) -> Option<&E> {
        self.heap.first().map(|entry| &entry.event)
    }

    /// The events still to come with their times, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = (Time, &E)> {
        self.heap
            .iter()
            .map(|entry| (Time((entry.key >> 64) as u64), &entry.event))
    }

    /// Puts `event` on the agenda for `at`, after everything already there for
    /// the same time.
    pub fn schedule(&mut self, at: Time, event: E) {
        let key = (u128::from(at.0) << 64) | u128::from(self.next_sequence);
        self.next_sequence += 1;
        self.heap.push(Entry { key, event });
        self.rise(self.heap.len() - 1);
    }

    /// Takes the next event.
    pub fn pop(&mut self) -> Option<(Time, E)> {
        if self.heap.is_empty() {
            return None;
        }
        let entry = self.heap.swap_remove(0);
        self.sink(0);
        Some((Time((entry.key >> 64) as u64), entry.event))
    }

    fn rise(&mut self, mut at: usize) {
        while at > 0 {
            let parent = (at - 1) / CHILDREN;
            if self.heap[parent].key <= self.heap[at].key {
                break;
            }
            self.heap.swap(parent, at);
            at = parent;
        }
    }

    fn sink(&mut self, mut at: usize) {
        loop {
            let first = at * CHILDREN + 1;
            let last = (first + CHILDREN).min(self.heap.len());
            let Some(least) = (first..last).min_by_key(|child| self.heap[*child].key) else {
                return;
            };
            if self.heap[at].key <= self.heap[least].key {
                return;
            }
            self.heap.swap(at, least);
            at = least;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_times_come_out_first_in_first_out() {
        let mut agenda = Agenda::default();
        for (at, name) in [(5, "c"), (1, "a"), (5, "d"), (1, "b"), (9, "e")] {
            agenda.schedule(Time(at), name);
        }
        let mut order = Vec::new();
        while let Some((_, name)) = agenda.pop() {
            order.push(name);
        }
        assert_eq!(order, ["a", "b", "c", "d", "e"]);
    }
}
