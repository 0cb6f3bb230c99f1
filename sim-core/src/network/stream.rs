//! A reliable byte stream between two hosts, from knock to farewell: the
//! `messages` detail's stand-in for a TCP connection or a Unix domain socket.
//!
//! A connect takes one round trip, whether it succeeds or is refused. Closing
//! with everything read sends an end of stream behind the last byte; closing
//! with something unread, or being sent something afterwards, breaks the
//! stream at the peer, as Linux does with RST.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::flow::{Arrival, Flow, Line};
use super::port::{
    Address, ConnectError, End, EndStatus, Event, Fact, InFlight, Notice, Outbox, Read, Side,
    StreamError, StreamOption, Tag,
};
use super::topology::Path;
use crate::base::{ConnectionId, HostId, MessageId, Random, Span, Time};

/// How many bytes each end of a stream holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Buffers {
    /// Written and not acknowledged.
    pub send: usize,
    /// On the way or arrived, and not read.
    pub receive: usize,
}

impl Buffers {
    /// TCP: Linux's automatic tuning lets a loopback connection that is not
    /// read take about 2.5 MB in the send buffer and 1.3 MB in the receive
    /// buffer before a write blocks (measured on Linux 6).
    pub const TCP: Buffers = Buffers {
        send: 2_626_560,
        receive: 1_310_720,
    };
    /// Unix domain sockets: `net.core.wmem_default` is 212,992 bytes of kernel
    /// memory, of which small writes fill less than half with payload.
    pub const LOCAL: Buffers = Buffers {
        send: 65_536,
        receive: 32_768,
    };
}

/// Linux's `tcp_syn_retries` is 6: seven SYNs, then ETIMEDOUT after 127 s.
const KNOCKS: u32 = 7;

#[derive(Clone, Copy, Debug, PartialEq)]
enum State {
    Knocking,
    /// The answer is on its way back.
    Answered(Result<(), ConnectError>),
    Open,
}

/// What one end's user has done, and been told.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Use {
    closed: bool,
    broken: bool,
    /// It sent a break to its peer.
    broke: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stream {
    id: ConnectionId,
    pub(super) from: HostId,
    pub(super) to: Option<HostId>,
    pub(super) address: Address,
    pub(super) local_port: u16,
    path: Option<Rc<Path>>,
    state: State,
    /// How often a full accept queue has been knocked at.
    knocks: u32,
    uses: [Use; 2],
    /// By sending side.
    flows: [Flow; 2],
}

impl Stream {
    pub(super) fn new(
        id: ConnectionId,
        from: HostId,
        to: Option<HostId>,
        address: Address,
        local_port: u16,
        path: Option<Rc<Path>>,
    ) -> Stream {
        let buffers = match address {
            Address::Port(..) => Buffers::TCP,
            Address::Path(_) => Buffers::LOCAL,
        };
        Stream {
            id,
            from,
            to,
            address,
            local_port,
            path,
            state: State::Knocking,
            knocks: 0,
            uses: [Use::default(); 2],
            flows: [Flow::new(buffers), Flow::new(buffers)],
        }
    }

    /// Sends the knock, or at once the news that no way leads there.
    pub(super) fn knock(&mut self, now: Time, out: &mut Outbox) {
        match &self.path {
            Some(path) => out.events.push((now + path.latency, Event::Knock(self.id))),
            None => {
                self.state = State::Answered(Err(ConnectError::Unreachable));
                out.events.push((now, Event::Answer(self.id)));
            }
        }
    }

    /// The accept queue is full: the knock goes unheard and is repeated after
    /// 1, 2, 4, ... seconds, as a SYN is, seven times in all.
    pub(super) fn knock_again(&mut self, now: Time, out: &mut Outbox) {
        let pause = Span::from_secs(1 << self.knocks);
        self.knocks += 1;
        if self.knocks < KNOCKS {
            return out.events.push((now + pause, Event::Knock(self.id)));
        }
        self.state = State::Answered(Err(ConnectError::TimedOut));
        out.events.push((now + pause, Event::Answer(self.id)));
    }

    /// The knock has arrived. True if the listener is to be told.
    pub(super) fn knocked(
        &mut self,
        now: Time,
        answer: Result<(), ConnectError>,
        out: &mut Outbox,
    ) -> bool {
        let Some(path) = &self.path else {
            return false;
        };
        let back = now + path.latency;
        self.state = State::Answered(answer);
        self.flows[Side::Server as usize].not_before(back);
        out.events.push((back, Event::Answer(self.id)));
        answer.is_ok()
    }

    /// The answer has arrived.
    pub(super) fn answered(&mut self, out: &mut Outbox) {
        let State::Answered(answer) = self.state else {
            return;
        };
        let connection = self.id;
        let told = !self.uses[Side::Client as usize].closed;
        match answer {
            Ok(()) => {
                self.state = State::Open;
                out.facts.push(Fact::Established { connection });
                if told {
                    out.notices.push(Notice::Connected { connection });
                }
            }
            Err(error) => {
                self.uses = [Use {
                    closed: true,
                    ..Use::default()
                }; 2];
                out.facts.push(Fact::NotEstablished { connection, error });
                if told {
                    out.notices.push(Notice::Refused { connection, error });
                }
            }
        }
    }

    /// True if the connecting end has given up before the knock arrived.
    pub(super) fn is_abandoned(&self) -> bool {
        self.state == State::Knocking && self.uses[Side::Client as usize].closed
    }

    /// True if nothing can happen with it any more.
    pub(super) fn is_over(&self) -> bool {
        let both_closed = self.uses.iter().all(|side| side.closed);
        let settled = (0..2).all(|from| {
            self.flows[from].is_idle() || self.uses[from].broken || self.uses[from].broke
        });
        match self.state {
            State::Knocking => false,
            State::Answered(Ok(())) => false,
            State::Answered(Err(_)) => both_closed,
            State::Open => both_closed && settled,
        }
    }

    pub(super) fn write(
        &mut self,
        now: Time,
        side: Side,
        bytes: &[u8],
        tags: &[Tag],
        jitter: &mut Random,
        out: &mut Outbox,
    ) -> usize {
        let usable = match (self.state, side) {
            (State::Open, _) | (State::Answered(Ok(())), Side::Server) => {
                let used = self.uses[side as usize];
                !used.closed && !used.broken
            }
            _ => false,
        };
        if !usable {
            return 0;
        }
        let mut accepted = 0;
        self.drive(side, jitter, out, |flow, line| {
            accepted = flow.write(now, bytes, tags, line);
        });
        accepted
    }

    pub(super) fn read(&mut self, now: Time, side: Side, most: usize, out: &mut Outbox) -> Read {
        let sender = side.other();
        let Some(path) = &self.path else {
            return Read::Broken(StreamError::Reset);
        };
        let flow = &mut self.flows[sender as usize];
        if let Some((bytes, complete)) = flow.read(now, most.max(1), path.latency) {
            self.arm(sender, out);
            return Read::Bytes { bytes, complete };
        }
        match self.uses[side as usize].broken {
            true => Read::Broken(StreamError::Reset),
            false if flow.is_finished() => Read::End,
            false => Read::WouldBlock,
        }
    }

    /// The end of the stream follows what was written; reading goes on.
    pub(super) fn finish(&mut self, now: Time, side: Side, jitter: &mut Random, out: &mut Outbox) {
        if !self.uses[side as usize].broken {
            self.drive(side, jitter, out, |flow, line| flow.finish(now, line));
        }
    }

    pub(super) fn close(&mut self, now: Time, side: Side, jitter: &mut Random, out: &mut Outbox) {
        if self.uses[side as usize].closed {
            return;
        }
        if self.flows[side.other() as usize].has_unread() {
            return self.abort(now, side, out);
        }
        self.uses[side as usize].closed = true;
        if self.state != State::Knocking {
            self.finish(now, side, jitter, out);
        }
    }

    pub(super) fn abort(&mut self, now: Time, side: Side, out: &mut Outbox) {
        self.uses[side as usize].closed = true;
        self.flows[side as usize].break_off(false);
        self.flows[side.other() as usize].break_off(true);
        self.send_break(now, side, out);
    }

    fn send_break(&mut self, now: Time, side: Side, out: &mut Outbox) {
        let used = &mut self.uses[side as usize];
        let Some(path) = &self.path else { return };
        if used.broke || used.broken || self.state == State::Knocking {
            return;
        }
        used.broke = true;
        let flow = &mut self.flows[side as usize];
        flow.not_before(now + path.latency);
        let end = self.end(side.other());
        let at = self.flows[side as usize].last_arrival();
        out.events.push((at, Event::Break(end)));
    }

    /// Bytes, or the end of the stream, reach `side`.
    pub(super) fn arrive(&mut self, now: Time, side: Side, out: &mut Outbox) {
        let used = self.uses[side as usize];
        let end = self.end(side);
        let flow = &mut self.flows[side.other() as usize];
        match flow.arrive(now, !used.closed) {
            Arrival::Nothing => {}
            // Nobody is there to read it: the host answers with a break.
            Arrival::Bytes if used.closed => self.send_break(now, side, out),
            Arrival::Bytes => out.notices.push(Notice::Readable { end }),
            Arrival::Finish if used.closed => {}
            Arrival::Finish => {
                let connection = self.id;
                out.facts.push(Fact::PeerFinished { connection, side });
                out.notices.push(Notice::PeerClosed { end });
            }
        }
    }

    /// `side` may send more.
    pub(super) fn resume(&mut self, now: Time, side: Side, jitter: &mut Random, out: &mut Outbox) {
        let mut room = false;
        self.drive(side, jitter, out, |flow, line| {
            room = flow.resume(now, line)
        });
        if room && !self.uses[side as usize].closed {
            let end = self.end(side);
            out.notices.push(Notice::Writable { end });
        }
    }

    /// The news that the stream is broken reaches `side`.
    pub(super) fn broken(&mut self, side: Side, out: &mut Outbox) {
        let connection = self.id;
        self.uses[side as usize].broken = true;
        self.flows[side as usize].break_off(false);
        out.facts.push(Fact::Broken { connection, side });
        if !self.uses[side as usize].closed {
            let end = self.end(side);
            out.notices.push(Notice::Reset { end });
        }
    }

    /// Sets a property of one end; all but the buffers' sizes mean nothing here.
    pub(super) fn set_option(&mut self, side: Side, option: StreamOption) {
        match option {
            StreamOption::SendBuffer(bytes) => {
                self.flows[side as usize].buffers_mut().send = bytes.max(1);
            }
            StreamOption::ReceiveBuffer(bytes) => {
                let incoming = &mut self.flows[side.other() as usize];
                incoming.buffers_mut().receive = bytes.max(1);
            }
            _ => {}
        }
    }

    /// What can be said of one end.
    pub(super) fn status(&self, side: Side) -> EndStatus {
        let (own, incoming) = (
            &self.flows[side as usize],
            &self.flows[side.other() as usize],
        );
        let used = self.uses[side as usize];
        let open = match (self.state, side) {
            (State::Open, _) | (State::Answered(Ok(())), Side::Server) => true,
            (State::Answered(_) | State::Knocking, _) => false,
        };
        EndStatus {
            open,
            readable: incoming.readable(),
            room: if open && !used.broken { own.room() } else { 0 },
            unsent: own.unsent(),
            waiting: own.waiting(),
            peer_finished: incoming.is_finished(),
            finished: own.is_finishing(),
            broken: used.broken.then_some(StreamError::Reset),
        }
    }

    /// True if bytes that `side` wrote have not come to the other yet.
    pub(super) fn is_sending(&self, side: Side) -> bool {
        self.flows[side as usize].is_sending()
    }

    /// True if nothing moves from `side` on, and no news of room is on its way.
    pub(super) fn is_still(&self, now: Time, side: Side) -> bool {
        self.flows[side as usize].is_still(now)
    }

    /// The first bytes that have arrived at one end.
    pub(super) fn peek(&self, side: Side, most: usize) -> Vec<u8> {
        self.flows[side.other() as usize].peek(most)
    }

    /// Holds back what `side` sent and carries a message, with all behind it:
    /// when each of these pieces arrives now; empty if none is on its way.
    pub(super) fn hold_back(&mut self, side: Side, message: MessageId, by: Span) -> Vec<Time> {
        let latency = self.path.as_ref().map_or(Span::ZERO, |path| path.latency);
        self.flows[side as usize].hold_back(message, by, latency)
    }

    /// The end that gets what `side` sends.
    pub(super) fn receiving_end(&self, side: Side) -> End {
        self.end(side.other())
    }

    pub(super) fn in_flight(&self) -> impl Iterator<Item = InFlight> + '_ {
        let sides = [Side::Client, Side::Server];
        sides.into_iter().flat_map(move |side| {
            let to = self.to.unwrap_or(self.from);
            let (from, to) = match side {
                Side::Client => (self.from, to),
                Side::Server => (to, self.from),
            };
            let flow = &self.flows[side as usize];
            flow.in_flight().filter(|(_, bytes, _, _)| *bytes > 0).map(
                move |(tags, bytes, sent, arrives)| InFlight {
                    connection: self.id,
                    side,
                    from,
                    to,
                    tags,
                    bytes,
                    sent,
                    arrives,
                },
            )
        })
    }

    /// The messages that `side` sent and the other has not read.
    pub(super) fn unread(&self, side: Side) -> impl Iterator<Item = MessageId> + '_ {
        self.flows[side as usize].messages()
    }

    /// Forgets the messages that `side` sent and the other has not read.
    pub(super) fn forget(&mut self, side: Side) -> Vec<MessageId> {
        self.flows[side as usize].forget_messages()
    }

    fn end(&self, side: Side) -> End {
        End {
            connection: self.id,
            side,
        }
    }

    /// Lets `work` send over the line of `side`, and puts what follows from it
    /// on the agenda.
    fn drive(
        &mut self,
        side: Side,
        jitter: &mut Random,
        out: &mut Outbox,
        work: impl FnOnce(&mut Flow, &mut Line),
    ) {
        let Some(path) = &self.path else { return };
        let mut line = Line {
            path,
            jitter,
            arrivals: Vec::new(),
        };
        work(&mut self.flows[side as usize], &mut line);
        let end = self.end(side.other());
        let arrivals = line.arrivals.into_iter();
        out.events
            .extend(arrivals.map(|at| (at, Event::Arrive(end))));
        self.arm(side, out);
    }

    fn arm(&mut self, side: Side, out: &mut Outbox) {
        let end = self.end(side);
        if let Some(at) = self.flows[side as usize].arm() {
            out.events.push((at, Event::Resume(end)));
        }
    }
}
