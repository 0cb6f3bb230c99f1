//! Books over all bytes: what writers gave to connections is read, waits
//! somewhere, or was thrown away for a reason; what was given to a cable came,
//! is on it, or was lost. Kept by a few additions; `audit` adds them up and
//! looks whether the state of every connection and cable agrees.

use serde::Serialize;

use super::connection::{Connection, Endpoint};
use super::line::line_of;
use super::tcp::State;
use super::{Packets, Way};
use crate::network::port::Side;

/// One direction of a connection, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Flow {
    /// Handed over by the writer.
    pub(super) written: u64,
    /// Taken by the reader.
    pub(super) read: u64,
    /// The writing end broke, or its user broke it: what it kept is gone.
    pub(super) cut_off: bool,
}

/// The bytes of all TCP connections of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Books {
    /// Handed over by writers.
    pub written: u64,
    /// Taken by readers.
    pub read: u64,
    /// In order in a receive buffer.
    pub unread: u64,
    /// In a send buffer, not yet in order at the reader: waiting, on the way,
    /// or to be sent again.
    pub held: u64,
    /// Thrown away with connections that broke.
    pub broken: u64,
    /// Thrown away because the reader closed without reading them.
    pub closed: u64,
}

impl Books {
    /// True if nothing is missing and nothing too much.
    pub fn balance(&self) -> bool {
        let Books {
            written,
            read,
            unread,
            held,
            broken,
            closed,
        } = *self;
        written == read + unread + held + broken + closed
    }

    /// What is left of a flow when both ends are gone.
    fn close(&mut self, flow: &Flow, other: &Flow) {
        self.written += flow.written;
        self.read += flow.read;
        let rest = flow.written.saturating_sub(flow.read);
        match flow.cut_off || other.cut_off {
            true => self.broken += rest,
            false => self.closed += rest,
        }
    }
}

impl Packets {
    /// A connection is no more: what it never delivered is accounted for.
    pub(super) fn close_books(&mut self, connection: &Connection) {
        let [one, other] = &connection.flows;
        self.books.close(one, other);
        self.books.close(other, one);
    }

    /// Adds everything up. Errors: a sentence that says what does not agree.
    pub fn audit(&self) -> Result<Books, String> {
        self.audit_cables()?;
        let mut books = self.books;
        for (at, connection) in self.connections.iter().enumerate() {
            let Some(connection) = connection.as_deref() else {
                continue;
            };
            for side in [Side::Client, Side::Server] {
                let told = |what| format!("connection {at}, {side:?} writing: {what}");
                add_flow(&mut books, connection, side).map_err(told)?;
            }
        }
        match books.balance() {
            true => Ok(books),
            false => Err(format!("the bytes do not add up: {books:?}")),
        }
    }

    fn audit_cables(&self) -> Result<(), String> {
        let mut flying = vec![0u64; self.lines.len()];
        for frame in self.flying.iter().flatten() {
            if let Way::Cable(cable, side) = frame.way {
                flying[line_of(cable, side)] += 1;
            }
        }
        for (line, flying) in self.lines.iter().zip(flying) {
            let it = &line.counts;
            if it.sent != it.received + it.lost + it.cut + flying {
                return Err(format!("frames of a cable: {it:?}, {flying} on it"));
            }
        }
        Ok(())
    }
}

/// One direction of a connection that exists.
fn add_flow(books: &mut Books, connection: &Connection, side: Side) -> Result<(), String> {
    let flow = connection.flows[side as usize];
    let other = connection.flows[side.other() as usize];
    let writer = connection.ends[side as usize].as_deref();
    let reader = connection.ends[side.other() as usize].as_deref();
    let there = |end: &Endpoint| {
        (
            end.tcb.read_upto().saturating_sub(1),
            end.tcb.readable() as u64,
        )
    };
    let (read, unread) = reader.map_or((flow.read, 0), there);
    if read != flow.read {
        return Err(format!("{} bytes were read, not {read}", flow.read));
    }
    if read + unread > flow.written {
        return Err(format!("{} bytes became {}", flow.written, read + unread));
    }
    let rest = flow.written - read - unread;
    let alive = writer.filter(|end| end.tcb.state != State::Closed);
    let held = alive.map_or(0, |end| end.tcb.unsent() as u64);
    let broken = flow.cut_off
        || other.cut_off
        || [writer, reader].iter().flatten().any(|end| end.is_broken());
    // A segment may have come whose acknowledgement has not.
    if rest > held && !broken && reader.is_some() {
        return Err(format!("{rest} bytes are to come, {held} are kept"));
    }
    books.written += flow.written;
    books.read += flow.read;
    books.unread += unread;
    books.held += rest.min(held);
    match broken {
        true => books.broken += rest - rest.min(held),
        false => books.closed += rest - rest.min(held),
    }
    Ok(())
}
