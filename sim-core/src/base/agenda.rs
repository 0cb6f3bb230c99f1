//! The agenda: what is still to happen, earliest first; first in, first out
//! among equal times. Plain data: it can be cloned, compared and printed.
//!
//! An implicit heap with four children a node, of keys only: time, number of
//! scheduling and place of the event in one integer, so that an order is one
//! comparison, ties cannot happen, and what is moved is small. The event itself
//! stays in its place. A simulation takes an event and mostly schedules
//! another at once: the root that was taken stays empty until then, so that
//! both together cost one way down the heap.

use super::time::Time;

/// The events that are still to come, each with the time it is due.
#[derive(Clone, Debug, PartialEq)]
pub struct Agenda<E> {
    /// Time in the upper 64 bits, number of scheduling in the next 40, place
    /// of the event in the lower 24.
    heap: Vec<u128>,
    /// True while the root is empty: its key was taken.
    hollow: bool,
    events: Vec<Option<E>>,
    free: Vec<u32>,
    scheduled: u64,
}

/// Children of a node: four keys fill one cache line.
const CHILDREN: usize = 4;

/// Bits for the place of an event: 16 million at the same time.
const PLACE_BITS: u32 = 24;

/// Bits for the number of scheduling: a million million events in one run.
const NUMBER_BITS: u32 = 40;

impl<E> Default for Agenda<E> {
    fn default() -> Self {
        Agenda {
            heap: Vec::new(),
            hollow: false,
            events: Vec::new(),
            free: Vec::new(),
            scheduled: 0,
        }
    }
}

impl<E> Agenda<E> {
    /// How many events are still to come.
    pub fn len(&self) -> usize {
        self.heap.len() - usize::from(self.hollow)
    }

    /// True if nothing is to come.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// When the next event is due.
    pub fn next_time(&self) -> Option<Time> {
        self.least().map(|key| Time((key >> 64) as u64))
    }

    /// The next event.
    pub fn peek(&self) -> Option<&E> {
        self.least()
            .and_then(|key| self.events[place(key)].as_ref())
    }

    /// Puts `event` on the agenda for `at`, after everything already there for
    /// the same time.
    pub fn schedule(&mut self, at: Time, event: E) {
        let place = self.keep(event);
        assert!(
            self.scheduled < 1 << NUMBER_BITS,
            "invariant: a run has a bound on its events"
        );
        let key = (u128::from(at.0) << 64)
            | (u128::from(self.scheduled) << PLACE_BITS)
            | u128::from(place);
        self.scheduled += 1;
        if self.hollow {
            self.hollow = false;
            self.sink(key);
        } else {
            self.heap.push(key);
            self.rise(key);
        }
    }

    /// Takes the next event.
    pub fn pop(&mut self) -> Option<(Time, E)> {
        self.fill_root();
        let key = *self.heap.first()?;
        self.hollow = true;
        let at = place(key);
        let event = self.events[at]
            .take()
            .expect("invariant: a key's event is in its place");
        self.free.push(at as u32);
        Some((Time((key >> 64) as u64), event))
    }

    /// Puts an event into a free place.
    fn keep(&mut self, event: E) -> u32 {
        match self.free.pop() {
            Some(place) => {
                self.events[place as usize] = Some(event);
                place
            }
            None => {
                assert!(
                    self.events.len() < 1 << PLACE_BITS,
                    "invariant: far fewer events are due at a time"
                );
                self.events.push(Some(event));
                self.events.len() as u32 - 1
            }
        }
    }

    /// The least key; with an empty root it is one of the root's children.
    fn least(&self) -> Option<u128> {
        match self.hollow {
            false => self.heap.first().copied(),
            true => self.heap.iter().skip(1).take(CHILDREN).min().copied(),
        }
    }

    fn fill_root(&mut self) {
        if !self.hollow {
            return;
        }
        self.hollow = false;
        let last = self
            .heap
            .pop()
            .expect("invariant: an empty root is in the heap");
        if !self.heap.is_empty() {
            self.sink(last);
        }
    }

    /// Moves `key`, which is the last, up to its place.
    fn rise(&mut self, key: u128) {
        let mut at = self.heap.len() - 1;
        while at > 0 {
            let parent = (at - 1) / CHILDREN;
            if self.heap[parent] < key {
                break;
            }
            self.heap[at] = self.heap[parent];
            at = parent;
        }
        self.heap[at] = key;
    }

    /// Moves `key` from the root down to its place.
    fn sink(&mut self, key: u128) {
        let heap = self.heap.as_mut_slice();
        let mut at = 0;
        loop {
            let first = at * CHILDREN + 1;
            let Some((least, child)) = least_of(heap, first) else {
                break;
            };
            if key < child {
                break;
            }
            heap[at] = child;
            at = least;
        }
        heap[at] = key;
    }
}

/// Where the least of the up to four keys from `first` on is, and that key.
fn least_of(heap: &[u128], first: usize) -> Option<(usize, u128)> {
    if let Some(&[a, b, c, d]) = heap.get(first..first + CHILDREN) {
        let (left, low) = if b < a { (1, b) } else { (0, a) };
        let (right, high) = if d < c { (3, d) } else { (2, c) };
        return Some(if high < low {
            (first + right, high)
        } else {
            (first + left, low)
        });
    }
    let rest = heap.get(first..)?.iter().copied().enumerate();
    rest.min_by_key(|(_, key)| *key)
        .map(|(at, key)| (first + at, key))
}

fn place(key: u128) -> usize {
    (key & ((1 << PLACE_BITS) - 1)) as usize
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

    #[test]
    fn any_order_of_scheduling_and_taking_gives_the_earliest_each_time() {
        let mut random = crate::base::Random::new(7, "agenda", 0);
        let mut agenda = Agenda::default();
        let mut model: Vec<(u64, u64)> = Vec::new();
        for number in 0..20_000 {
            if random.below(5) < 3 {
                let at = random.below(50);
                agenda.schedule(Time(at), number);
                model.push((at, number));
            } else {
                let least = model.iter().copied().min();
                model.retain(|entry| Some(*entry) != least);
                assert_eq!(agenda.peek(), least.as_ref().map(|(_, number)| number));
                assert_eq!(agenda.pop(), least.map(|(at, number)| (Time(at), number)));
            }
            assert_eq!(agenda.len(), model.len());
            assert_eq!(
                agenda.next_time(),
                model.iter().map(|(at, _)| Time(*at)).min()
            );
        }
    }
}
