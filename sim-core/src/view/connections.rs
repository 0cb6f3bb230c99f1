//! TCP connections in screen words: what each end knows and is about to do at
//! the cursor.

use serde::Serialize;

use super::gauges::Gauges;
use crate::base::{ConnectionId, HostId, ProcessId, Span, Time};
use crate::network::packets::ConnectionView;
use crate::network::{End, Side, Spot};
use crate::world::World;

/// One end of a TCP connection.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ConnectionCard {
    /// Its number, stable over the run.
    pub id: u64,
    /// On which host.
    pub host: HostId,
    /// The first process on that host.
    pub process: Option<ProcessId>,
    /// The host's name.
    pub name: String,
    /// `10.0.0.1:49152 → 10.0.0.3:5555`.
    pub way: String,
    /// `ESTABLISHED`; `not there` before and after.
    pub state: String,
    /// Its numbers.
    pub readings: Vec<Reading>,
    /// Timers that run: what is due, and when.
    pub timers: Vec<(&'static str, Time)>,
}

/// A number inside of TCP.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reading {
    /// What it is.
    pub name: &'static str,
    /// Its value with its unit.
    pub value: String,
    /// What it means, in a few words; may be empty.
    pub meaning: &'static str,
}

/// The end that a card's number stands for.
pub fn end_of(id: u64) -> End {
    let connection = ConnectionId((id / 2) as u32);
    let side = match id % 2 {
        0 => Side::Client,
        _ => Side::Server,
    };
    End { connection, side }
}

/// The number of an end's card.
pub fn id_of(end: End) -> u64 {
    u64::from(end.connection.0) * 2 + u64::from(end.side == Side::Server)
}

/// Cards shown: more nobody reads.
const CARDS: usize = 128;

/// The ends of connections that there are in `world`, and those that were
/// measured before and after, in order.
pub fn connections(world: &World, gauges: &Gauges) -> Vec<ConnectionCard> {
    let Some(packets) = world.system().network().packets() else {
        return Vec::new();
    };
    let here = packets
        .connections()
        .take(CARDS)
        .map(|view| card(world, &view));
    let mut cards: Vec<ConnectionCard> = here.collect();
    for (end, gauge) in gauges.ends() {
        let id = id_of(end);
        if cards.len() < CARDS && !cards.iter().any(|card| card.id == id) {
            cards.push(frame(world, end, gauge.host, gauge.spots));
        }
    }
    cards.sort_unstable_by_key(|card| card.id);
    cards
}

/// A card without numbers.
fn frame(world: &World, end: End, host: HostId, (local, remote): (Spot, Spot)) -> ConnectionCard {
    let processes = world.system().processes();
    let own = processes.iter().find(|process| process.host == host);
    let name = &world.setup().hosts[host.index()].name;
    ConnectionCard {
        id: id_of(end),
        host,
        process: own.map(|process| process.id),
        name: name.clone(),
        way: format!("{}:{} → {}:{}", local.0, local.1, remote.0, remote.1),
        state: "not there".to_owned(),
        readings: Vec::new(),
        timers: Vec::new(),
    }
}

fn card(world: &World, view: &ConnectionView) -> ConnectionCard {
    let tcp = &view.tcp;
    let timers = [
        ("sends again", tcp.retransmit_at),
        ("probes the closed window", tcp.probe_at),
        ("acknowledges", tcp.acknowledge_at),
        ("asks whether the peer is there", tcp.keep_alive_at),
        ("is forgotten", view.expires),
    ];
    let timers = timers
        .into_iter()
        .filter_map(|(word, at)| Some((word, at?)));
    ConnectionCard {
        state: tcp.state.to_string(),
        readings: readings(view),
        timers: timers.collect(),
        ..frame(world, view.end, view.host, (view.local, view.remote))
    }
}

fn readings(view: &ConnectionView) -> Vec<Reading> {
    let tcp = &view.tcp;
    let reading = |name, value: String, meaning| Reading {
        name,
        value,
        meaning,
    };
    let bytes = |count: u64| format!("{count} B");
    let threshold = tcp.slow_start_threshold;
    let phase = match (tcp.recovering, tcp.slow_start) {
        (true, _) => "recovers from a loss",
        (_, true) => "slow start",
        _ => "congestion avoidance",
    };
    vec![
        reading("in flight", bytes(tcp.in_flight), "sent, not acknowledged"),
        reading("congestion window", bytes(tcp.congestion_window), phase),
        reading(
            "slow start threshold",
            threshold.map_or("none yet".to_owned(), bytes),
            "where slow start ends",
        ),
        reading(
            "peer's window",
            bytes(tcp.peer_window),
            "SND.WND: what the peer takes",
        ),
        reading(
            "own window",
            bytes(tcp.own_window),
            "RCV.WND: what this end takes",
        ),
        reading(
            "round trip",
            tcp.smoothed_round_trip
                .map_or("not measured".to_owned(), words),
            "SRTT",
        ),
        reading("its variation", words(tcp.round_trip_variation), "RTTVAR"),
        reading("time-out", words(tcp.retransmission_timeout), "RTO"),
        reading("duplicate acks", tcp.duplicate_acks.to_string(), "in a row"),
        reading(
            "oldest unacknowledged",
            tcp.send_unacknowledged.to_string(),
            "SND.UNA",
        ),
        reading("next to send", tcp.send_next.to_string(), "SND.NXT"),
        reading("next expected", tcp.receive_next.to_string(), "RCV.NXT"),
        reading("not sent yet", bytes(tcp.unsent), "written by the program"),
        reading(
            "not read yet",
            bytes(tcp.unread as u64),
            "waits for the program",
        ),
        reading(
            "came too early",
            bytes(tcp.out_of_order as u64),
            "behind a gap",
        ),
        reading("largest segment", bytes(tcp.mss as u64), "MSS"),
    ]
}

fn words(span: Span) -> String {
    span.to_string()
}
