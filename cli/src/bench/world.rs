//! The whole world at work: request-reply between two programs, with and
//! without records, and what a session with checkpoints costs.

use std::rc::Rc;

use sim_core::scenario::{self, File, Lesson};
use sim_core::session::{Direction, Session, Unit};
use sim_core::world::World;

/// Prints records a second, memory and times of seeking.
pub fn print() -> Result<(), String> {
    let lesson = Rc::new(lesson()?);
    let ((events, records), with) = super::timed(|| run(World::new(lesson.setup.clone())));
    let (_, without) = super::timed(|| run(World::unrecorded(lesson.setup.clone())));
    println!("Request-reply, two programs, {events} events, {records} records:");
    println!(
        "  with trace     {:>8.0} thousand records/s",
        records as f64 / with / 1e3
    );
    println!(
        "  without trace  {:>8.0} thousand events/s  (trace costs {:.0} %)",
        events as f64 / without / 1e3,
        (with / without - 1.0) * 100.0
    );
    seeking(lesson);
    Ok(())
}

fn run(mut world: World) -> (u64, u64) {
    let mut records = Vec::new();
    let mut count = 0;
    while world.step(&mut records) {
        count += records.len() as u64;
        records.clear();
    }
    (world.position(), count)
}

fn seeking(lesson: Rc<Lesson>) {
    let (mut session, all) = super::timed(|| {
        let mut session = Session::new(lesson.clone());
        session.compute_all();
        session
    });
    let end = session.computed().0;
    let ((), back) = super::timed(|| {
        session.seek(end);
        for _ in 0..100 {
            session.step(Unit::Event, Direction::Back);
        }
    });
    let ((), seek) = super::timed(|| {
        for part in 0..100 {
            session.seek(end * ((part * 37) % 100) / 100);
        }
    });
    println!(
        "A session of {} records with checkpoints:",
        session.trace().records().len()
    );
    println!("  computing it   {:>8.0} ms", all * 1e3);
    println!("  one step back  {:>8.3} ms", back * 10.0);
    println!("  one seek       {:>8.3} ms", seek * 10.0);
    if let Some(kilobytes) = peak_memory() {
        println!("  peak memory    {:>8.0} MB", kilobytes as f64 / 1e3);
    }
}

/// Peak resident memory of this process in kB, where the system tells.
fn peak_memory() -> Option<u64> {
    memory("VmHWM:")
}

/// Resident memory of this process now, in kB, where the system tells.
pub(super) fn resident() -> Option<u64> {
    memory("VmRSS:")
}

fn memory(which: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with(which))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

fn lesson() -> Result<Lesson, String> {
    let file = File {
        name: "request_reply.toml".to_owned(),
        text: include_str!("request_reply.toml").to_owned(),
    };
    let loaded = scenario::load(&file, &[]);
    loaded
        .lesson
        .ok_or_else(|| scenario::render(&loaded.diagnostics, &[file]))
}
