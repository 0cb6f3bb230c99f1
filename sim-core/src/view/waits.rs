//! Who waits for whom: the wait-for graph of one moment, and the deadlocks in
//! it. A receiver goes on when any one of its peers sends, so a deadlock is a
//! set of processes of which each waits only for others of the set (a knot, not
//! just a circle), and none can be got out of it any more (`standing`). Servers
//! whose clients have ended wait for each other too: they are idle.

use super::model::{Activity, Envelope, WaitEdge, Waits};
use super::standing::{self, Standing};
use crate::base::ProcessId;
use crate::messaging::{Peer, Reason, SocketId};
use crate::system::{Doing, Process, State, WaitsFor};
use crate::trace::Trace;
use crate::world::World;

/// Idle processes that are named.
const NAMED: usize = 8;
/// Edges drawn: beyond these nobody follows a line.
const EDGES: usize = 200;

/// The wait-for graph of `world`; `under_way` are the messages that fly.
pub fn waits(world: &World, trace: &Trace, under_way: &[Envelope]) -> Waits {
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
    let mut found = Waits {
        edges,
        ..Waits::default()
    };
    let mut stuck = knot(processes);
    if !stuck.contains(&true) {
        return found;
    }
    // Only now is it worth looking at everything that might still come.
    let standings = standing::standings(world, under_way);
    for (stuck, standing) in stuck.iter_mut().zip(standings) {
        *stuck &= standing == Standing::Stuck;
    }
    for circle in circles(&found.edges, &stuck) {
        if is_idle(world, trace, &circle) {
            found.idle.get_or_insert_with(|| ready(world, &stuck));
            continue;
        }
        let text = sentence(world, &found.edges, &circle);
        let none = if circle.len() == 2 { "Neither" } else { "None" };
        found
            .sentences
            .push(format!("Deadlock: {text}. {none} of them can ever go on."));
        found.deadlocks.push(circle);
    }
    found
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

/// The greatest set of processes that wait only for each other.
fn knot(processes: &[Process]) -> Vec<bool> {
    let is_candidate = |process: &Process| {
        reason_of(process).is_some_and(|(reason, _)| !reason.peers().is_empty())
    };
    let mut stuck: Vec<bool> = processes.iter().map(is_candidate).collect();
    // Each round takes at least one process out of the set, or is the last.
    for _ in 0..processes.len() {
        let mut changed = false;
        for process in processes {
            if !stuck[process.id.index()] {
                continue;
            }
            let peers = reason_of(process).map_or(&[][..], |(reason, _)| reason.peers());
            let stays = |peer: &Peer| {
                peer.process
                    .is_none_or(|peer| is_out(processes, peer) || stuck[peer.index()])
            };
            let any = peers
                .iter()
                .any(|peer| peer.process.is_some_and(|peer| stuck[peer.index()]));
            if !(any && peers.iter().all(stays)) {
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

/// True if nothing can come from a process any more.
fn is_out(processes: &[Process], process: ProcessId) -> bool {
    let activity = processes[process.index()].activity();
    matches!(activity, Activity::Ended | Activity::Crashed)
}

/// True if somebody gave a circle its work who is over now, and none of the
/// circle has asked for something or has something to get rid of: then they
/// are idle, and nothing is wrong.
fn is_idle(world: &World, trace: &Trace, circle: &[ProcessId]) -> bool {
    let processes = world.system().processes();
    let members = || circle.iter().map(|process| &processes[process.index()]);
    let owed = |process: &Process| reason_of(process).is_some_and(|(reason, _)| reason.is_owed());
    if members().any(owed) || !processes.iter().any(|it| is_out(processes, it.id)) {
        return false;
    }
    let listens: Vec<SocketId> = members().flat_map(standing::listens_on).collect();
    let index = trace.index();
    index.flights().iter().any(|flight| {
        flight.to.is_some_and(|to| listens.contains(&to))
            && index
                .socket(flight.from)
                .is_some_and(|from| is_out(processes, from.process))
    })
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
            let mut next = edges.iter().filter(|edge| edge.from == here);
            let to = next.find_map(|edge| edge.to.filter(|to| stuck[to.index()]));
            match to {
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
    parts.join(", ")
}

/// Who is ready for work that does not come any more.
fn ready(world: &World, stuck: &[bool]) -> String {
    let processes = world.system().processes().iter().zip(stuck);
    let names = processes
        .filter(|(_, stuck)| **stuck)
        .map(|(it, _)| &*it.name);
    let names: Vec<&str> = names.take(NAMED).collect();
    let names = names.join(", ");
    format!("Idle: {names} wait for more, and whoever gave them work has ended.")
}
