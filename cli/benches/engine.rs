//! The engine beside NeXosim and a bare binary heap, all in one run.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use mailroom::bench::phold::{Draw, EVENTS, NEIGHBOURS, PROCESSES, neighbours};
use nexosim::model::{Context, Model};
use nexosim::ports::Output;
use nexosim::simulation::{Address, Mailbox, SimInit};
use nexosim::time::MonotonicTime;

/// One logical process of PHOLD as a NeXosim model.
struct Logical {
    neighbours: [Output<u64>; NEIGHBOURS],
    draw: Draw,
    events: Arc<AtomicU64>,
}

impl Model for Logical {}

impl Logical {
    /// An event for this process, to be handled after `delay` nanoseconds.
    fn arrive(&mut self, delay: u64, context: &mut Context<Self>) {
        context
            .schedule_event(Duration::from_nanos(delay), Self::fire, ())
            .expect("a delay is at least 1 ns");
    }

    async fn fire(&mut self) {
        self.events.fetch_add(1, Ordering::Relaxed);
        let (neighbour, delay) = self.draw.draw();
        self.neighbours[neighbour].send(delay).await;
    }
}

/// Runs the model in NeXosim's single-threaded executor; returns the events.
fn nexosim() -> u64 {
    let events = Arc::new(AtomicU64::new(0));
    let mailboxes: Vec<Mailbox<Logical>> = (0..PROCESSES).map(|_| Mailbox::new()).collect();
    let addresses: Vec<Address<Logical>> = mailboxes.iter().map(Mailbox::address).collect();
    let graph = neighbours();
    let mut bench = SimInit::with_num_threads(1);
    for (process, mailbox) in mailboxes.into_iter().enumerate() {
        let connected = |to: usize| {
            let mut output = Output::default();
            output.connect(Logical::arrive, &addresses[to]);
            output
        };
        let model = Logical {
            neighbours: graph[process].map(connected),
            draw: Draw::new(process),
            events: events.clone(),
        };
        bench = bench.add_model(model, mailbox, "logical");
    }
    let (mut simulation, _) = bench
        .init(MonotonicTime::EPOCH)
        .expect("nothing happens at the start");
    for (process, address) in addresses.iter().enumerate() {
        let delay = Draw::new(process).draw().1;
        simulation
            .process_event(Logical::arrive, delay, address)
            .expect("the models are there");
    }
    // Fewer events than the others get: it is slower, and only the rate counts.
    while events.load(Ordering::Relaxed) < EVENTS / 5 {
        simulation.step().expect("an event is always due");
    }
    events.load(Ordering::Relaxed)
}

fn main() {
    mailroom::bench::phold::print(&[("NeXosim 0.3, one thread", nexosim)]);
    mailroom::bench::python::print();
    mailroom::bench::world::print().expect("the benchmark's scenario is valid");
    mailroom::bench::zeromq::print().expect("the benchmark's scenarios are valid");
}
