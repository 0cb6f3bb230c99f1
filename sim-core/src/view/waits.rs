//! Who waits for whom: the wait-for graph of one moment, and the deadlocks in
//! it. A receiver goes on when any one of its peers sends, so a deadlock is a
//! set of processes of which each waits, without a time-out and with nothing
//! on its way to it, only for others of the set (a knot, not just a circle).

use super::model::{Activity, Envelope, WaitEdge, Waits};
use crate::base::ProcessId;
use crate::messaging::Reason;
use crate::system::{Doing, Process, State, WaitsFor};
use crate::world::World;

/// Edges drawn: beyond these nobody follows a line.
const EDGES: usize = 200;

/// The wait-for graph of `world`; `under_way` are the messages that fly.
pub fn waits(world: &World, under_way: &[Envelope]) -> Waits {
    let processes = world.system().processes();
    let mut edges = Vec::new();
    for process in processes {
        let Some((reason, call)) = reason_of(process) else {
            continue;
        };
        for peer in reason.peers() {
            let to = peer.process;
            let edge = WaitEdge {
                from: process.id,
                to,
                call: call.to_owned(),
            };
            if edges.len() < EDGES && !edges.contains(&edge) {
                edges.push(edge);
            }
        }
    }
    let stuck = stuck(processes, under_way);
    let deadlocks = circles(&edges, &stuck);
    let sentences = deadlocks
        .iter()
        .map(|circle| sentence(world, &edges, circle))
        .collect();
    Waits {
        edges,
        deadlocks,
        sentences,
    }
}

/// What a process waits for, and in which call.
fn reason_of(process: &Process) -> Option<(&Reason, &str)> {
    if process.activity() != Activity::Blocked {
        return None;
    }
    match &process.state {
        State::Lingering(_, wait) => Some((&wait.reason, "end")),
        State::Alive => process
            .threads
            .iter()
            .find_map(|thread| match &thread.doing {
                Doing::Waits(waiting) => match &waiting.what {
                    WaitsFor::Messaging(reason) => Some((reason, reason.call())),
                    _ => None,
                },
                _ => None,
            }),
        _ => None,
    }
}

/// True if it goes on by itself when its time is up.
fn has_time_out(process: &Process) -> bool {
    let timed = |doing: &Doing| matches!(doing, Doing::Waits(waiting) if waiting.until.is_some());
    match &process.state {
        State::Lingering(_, wait) => wait.until.is_some(),
        _ => process.threads.iter().any(|thread| timed(&thread.doing)),
    }
}

/// The greatest set of processes that wait only for each other.
fn stuck(processes: &[Process], under_way: &[Envelope]) -> Vec<bool> {
    let awaited = |process: &Process| under_way.iter().any(|flight| flight.to == process.id);
    let mut stuck: Vec<bool> = processes
        .iter()
        .map(|process| {
            reason_of(process).is_some_and(|(reason, _)| !reason.peers().is_empty())
                && !has_time_out(process)
                && !awaited(process)
        })
        .collect();
    // Each round takes at least one process out of the set, or is the last.
    for _ in 0..processes.len() {
        let mut changed = false;
        for process in processes {
            if !stuck[process.id.index()] {
                continue;
            }
            let peers = reason_of(process).map_or(&[][..], |(reason, _)| reason.peers());
            let all_stuck = peers
                .iter()
                .all(|peer| peer.process.is_some_and(|peer| stuck[peer.index()]));
            if !all_stuck {
                stuck[process.id.index()] = false;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    stuck
}

/// A circle in each part of the stuck set: from each process one goes on to
/// whom it waits for until somebody comes again.
fn circles(edges: &[WaitEdge], stuck: &[bool]) -> Vec<Vec<ProcessId>> {
    let mut seen = vec![false; stuck.len()];
    let mut found = Vec::new();
    for first in 0..stuck.len() {
        let mut way: Vec<ProcessId> = Vec::new();
        let mut here = ProcessId(first as u32);
        while stuck[here.index()] && !seen[here.index()] {
            seen[here.index()] = true;
            way.push(here);
            let next = edges.iter().find(|edge| edge.from == here);
            match next.and_then(|edge| edge.to) {
                Some(to) => here = to,
                None => break,
            }
        }
        if let Some(begin) = way.iter().position(|process| *process == here) {
            found.push(way.split_off(begin));
        }
    }
    found
}

fn sentence(world: &World, edges: &[WaitEdge], circle: &[ProcessId]) -> String {
    let name = |process: ProcessId| &world.system().process(process).name;
    let part = |at: usize| {
        let (from, to) = (circle[at], circle[(at + 1) % circle.len()]);
        let call = edges.iter().find(|edge| edge.from == from);
        let call = call.map_or("", |edge| edge.call.as_str());
        format!("{} waits for {} ({call})", name(from), name(to))
    };
    let parts: Vec<String> = (0..circle.len()).map(part).collect();
    format!(
        "Deadlock: {}. None of them can ever go on.",
        parts.join(", ")
    )
}
