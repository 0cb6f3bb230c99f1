//! PHOLD, the usual load for event queues: every logical process answers an
//! event by drawing a delay and a neighbour, who gets the next one. The number
//! of events in flight stays that of the processes.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use sim_core::base::{Agenda, ProcessId, Random, ThreadId, Time};
use sim_core::system::{Event, Turn};
use sim_core::world::Scheduled;

/// Logical processes, and events in flight.
pub const PROCESSES: usize = 1_024;

/// Neighbours of each process.
pub const NEIGHBOURS: usize = 8;

/// Events of one run.
pub const EVENTS: u64 = 5_000_000;

/// Mean delay in nanoseconds.
const MEAN: f64 = 1e6;

/// What one logical process draws from.
pub struct Draw(Random);

impl Draw {
    /// The stream of process `number`.
    pub fn new(number: usize) -> Draw {
        Draw(Random::new(1, "phold", number as u64))
    }

    /// A neighbour (0 to 7) and a delay in nanoseconds, at least 1.
    pub fn draw(&mut self) -> (usize, u64) {
        let neighbour = self.0.bits32() as usize % NEIGHBOURS;
        (neighbour, 1 + (self.0.exponential() * MEAN) as u64)
    }
}

/// The neighbours of each process: the same random graph in every engine.
pub fn neighbours() -> Vec<[usize; NEIGHBOURS]> {
    let mut random = Random::new(1, "phold.graph", 0);
    (0..PROCESSES)
        .map(|_| std::array::from_fn(|_| random.below(PROCESSES as u64) as usize))
        .collect()
}

fn draws() -> Vec<Draw> {
    (0..PROCESSES).map(Draw::new).collect()
}

/// Through the engine's own agenda and event type. Returns the last time.
pub fn engine() -> u64 {
    let event = |process: usize| Scheduled {
        event: Event::Run(Turn {
            process: ProcessId(process as u32),
            thread: ThreadId(0),
            ticket: 0,
        }),
        cause: None,
    };
    let (graph, mut draws) = (neighbours(), draws());
    let mut agenda = Agenda::default();
    for (process, draw) in draws.iter_mut().enumerate() {
        agenda.schedule(Time(draw.draw().1), event(process));
    }
    let mut now = Time::ZERO;
    for _ in 0..EVENTS {
        let Some((at, scheduled)) = agenda.pop() else {
            break;
        };
        now = at;
        let Event::Run(turn) = scheduled.event else {
            continue;
        };
        let process = turn.process.index();
        let (neighbour, delay) = draws[process].draw();
        agenda.schedule(Time(at.0 + delay), event(graph[process][neighbour]));
    }
    now.0
}

/// Through a bare binary heap of the standard library. Returns the last time.
pub fn bare_heap() -> u64 {
    let (graph, mut draws) = (neighbours(), draws());
    let mut heap = BinaryHeap::new();
    for (process, draw) in draws.iter_mut().enumerate() {
        heap.push(Reverse((draw.draw().1, process as u64, process as u32)));
    }
    let mut now = 0;
    for sequence in 0..EVENTS {
        let Some(Reverse((at, _, process))) = heap.pop() else {
            break;
        };
        now = at;
        let process = process as usize;
        let (neighbour, delay) = draws[process].draw();
        heap.push(Reverse((
            at + delay,
            sequence + PROCESSES as u64,
            graph[process][neighbour] as u32,
        )));
    }
    now
}

/// Another engine: runs the model and returns its number of events.
pub type Engine = fn() -> u64;

/// Prints events a second of the engine, the bare heap and `others` (name and
/// a function that runs the model and returns its number of events), with ratios.
pub fn print(others: &[(&str, Engine)]) {
    let (end, seconds) = super::timed(engine);
    let (heap_end, heap_seconds) = super::timed(bare_heap);
    assert_eq!(end, heap_end, "both run the same model");
    let rate = EVENTS as f64 / seconds;
    println!(
        "PHOLD, {PROCESSES} logical processes, one event each in flight, exponential delays, one core:"
    );
    println!(
        "  agenda with the engine's events  {:>8.2} million events/s",
        rate / 1e6
    );
    let heap_rate = EVENTS as f64 / heap_seconds;
    println!(
        "  bare binary heap                 {:>8.2} million events/s  (agenda: {:.2} times)",
        heap_rate / 1e6,
        rate / heap_rate
    );
    for (name, run) in others {
        let (events, seconds) = super::timed(run);
        let other = events as f64 / seconds;
        println!(
            "  {name:<32} {:>8.2} million events/s  (agenda: {:.2} times)",
            other / 1e6,
            rate / other
        );
    }
}
