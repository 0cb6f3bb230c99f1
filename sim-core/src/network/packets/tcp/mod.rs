//! TCP as its own state machine: one end of one connection. Gets segments,
//! calls and timers with the time as a parameter; says what to send when asked
//! (`poll`), when it wants to be woken (`deadline`) and what its user should
//! know (`Notes`). Knows no address, no packet and no peer.
//!
//! Spec: RFC 9293 (states, windows, probes, Nagle, delayed acknowledgements,
//! keepalive), 6298 (time-out), 5681 and 6582 (Reno and NewReno recovery), 3042
//! (limited transmit), 9438 (CUBIC), 6928 (initial window), 7323 (window scale
//! only), 5961 (RST and SYN in the window), 1191 (path MTU).
//! Differs from Linux: no SACK, no timestamps, no ECN, no fast open, no
//! automatic buffer sizes; one round-trip measurement at a time; a closed window is probed with one byte of data, as the RFC says
//! (Linux sends an old number). As on Linux, Nagle's rule holds a small segment
//! back only while another small one is on its way (Minshall).
//!
//! Inside, a stretch of the stream is a `u64` position counted from the SYN
//! (position 0, so the first byte is 1): nothing wraps. Only where a segment
//! comes in or goes out are positions turned into numbers modulo 2^32.

mod congestion;
mod input;
mod output;
mod receive;
mod rtt;
mod segment;
mod timers;

#[cfg(test)]
mod tests;

use std::collections::VecDeque;

use serde::Serialize;

pub use segment::{Cause, Flags, Header};

use super::super::port::{Congestion, ConnectError, KeepAlive, StreamError, StreamOption};
use super::super::stream::Buffers;
use crate::base::{Span, Time};
use congestion::Control;
use receive::Receive;
use rtt::Rtt;

/// RFC 9293, 3.3.2. LISTEN is no state here: a listener makes new ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "SCREAMING-KEBAB-CASE")]
pub enum State {
    /// Asked for a connection.
    SynSent,
    /// Was asked, or both asked at once.
    SynReceived,
    /// Open.
    Established,
    /// Finished; the peer has not acknowledged that.
    FinWait1,
    /// Finished and acknowledged; the peer may go on.
    FinWait2,
    /// The peer has finished; this end may go on.
    CloseWait,
    /// Both finished at once.
    Closing,
    /// Finished after the peer; waits for the last acknowledgement.
    LastAck,
    /// Over; old segments are kept away from the next connection.
    TimeWait,
    /// Gone.
    Closed,
}

impl core::fmt::Display for State {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(match self {
            State::SynSent => "SYN-SENT",
            State::SynReceived => "SYN-RECEIVED",
            State::Established => "ESTABLISHED",
            State::FinWait1 => "FIN-WAIT-1",
            State::FinWait2 => "FIN-WAIT-2",
            State::CloseWait => "CLOSE-WAIT",
            State::Closing => "CLOSING",
            State::LastAck => "LAST-ACK",
            State::TimeWait => "TIME-WAIT",
            State::Closed => "CLOSED",
        })
    }
}

/// What the user of an end should know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Signal {
    /// The handshake is over.
    Open,
    /// The connection does not come to be.
    Refused(ConnectError),
    /// Bytes can be read.
    Readable,
    /// There is room after a write that was cut short.
    Writable,
    /// The peer has finished sending.
    PeerFinished,
    /// The connection is broken.
    Broken(StreamError),
}

/// What happened inside an end, for the trace.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TcpFact {
    /// It is in another state.
    State {
        /// Before.
        from: State,
        /// Now.
        to: State,
    },
    /// The retransmission timer went off.
    TimedOut {
        /// How long it had run.
        after: Span,
        /// How often it went off for these bytes.
        times: u32,
        /// How long it runs next.
        next: Span,
    },
    /// An acknowledgement came that acknowledges nothing new.
    DuplicateAck {
        /// How many in a row.
        count: u32,
    },
    /// Recovery from a loss begins.
    RecoveryBegins {
        /// Slow start's end from now on, in bytes.
        threshold: u64,
    },
    /// Everything that was on the way at the loss is acknowledged.
    RecoveryEnds {
        /// The congestion window, in bytes.
        window: u64,
    },
    /// The peer's window is closed: it reads too slowly.
    WindowClosed {
        /// Bytes that wait to be sent.
        waiting: u64,
    },
    /// The peer's window is open again.
    WindowOpened {
        /// In bytes.
        window: u64,
    },
    /// A segment came before one that should have come first.
    OutOfOrder {
        /// Bytes missing before it.
        gap: u64,
    },
    /// A segment came whose bytes were all there already.
    AlreadyThere {
        /// How many bytes.
        bytes: u64,
    },
    /// The connection is given up.
    GivenUp {
        /// Why.
        error: StreamError,
    },
}

/// Signals and facts, collected while an end works.
#[derive(Clone, Debug, Default)]
pub(super) struct Notes {
    pub(super) signals: Vec<Signal>,
    pub(super) facts: Vec<TcpFact>,
    pub(super) mute: bool,
}

impl Notes {
    fn fact(&mut self, fact: TcpFact) {
        if !self.mute {
            self.facts.push(fact);
        }
    }
}

/// A segment to be sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Outgoing {
    pub(super) header: Header,
    /// Position of the first byte of payload.
    pub(super) start: u64,
    pub(super) cause: Cause,
}

/// What `setsockopt` can change.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Settings {
    no_delay: bool,
    quick_ack: bool,
    keep_alive: Option<KeepAlive>,
    send_buffer: usize,
    user_timeout: Option<Span>,
}

/// One end of a connection.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Tcb {
    pub(super) state: State,
    settings: Settings,
    /// Our initial sequence number.
    iss: u32,
    /// Oldest position not acknowledged.
    una: u64,
    /// Next position to send; goes back to `una` after a time-out.
    nxt: u64,
    /// One past the highest position ever sent.
    max: u64,
    /// One past the last segment that was sent and not full.
    small: u64,
    /// Written and not acknowledged.
    data: VecDeque<u8>,
    /// Position of its first byte.
    data_at: u64,
    fin_wanted: bool,
    /// A write was cut short.
    wants_room: bool,
    /// What the peer lets us send beyond `una`, in bytes.
    window: u64,
    largest_window: u64,
    /// Where the last window update came from: its sequence and acknowledgement.
    window_from: (u64, u64),
    peer_scale: u8,
    /// Both sent the window scale option.
    both_scale: bool,
    /// Payload bytes that this end takes at most.
    own_mss: usize,
    /// Payload bytes of a full segment.
    mss: usize,
    receive: Receive,
    rtt: Rtt,
    /// The segment being measured: it is acknowledged beyond here; sent then.
    timing: Option<(u64, Time)>,
    control: Control,
    duplicate_acks: u32,
    recovering: bool,
    /// Recovery ends when this is acknowledged.
    recover: u64,
    /// To be sent again at once.
    resend: Option<Cause>,
    /// Because of what everything before `max` is sent again.
    again: Cause,
    /// SYN is to be sent again.
    resend_syn: bool,
    timers: timers::Timers,
    /// An RST is to be sent, then nothing.
    reset_wanted: bool,
    /// The last segment is to be answered by an RST of its own numbers.
    pub(super) stray: bool,
    /// Nobody uses this end any more.
    pub(super) orphan: bool,
    /// Why nothing may get through, as ICMP said: reported if it is given up.
    soft_error: Option<StreamError>,
}

/// What to begin with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Begin {
    pub(super) iss: u32,
    /// Of the way, from the interface's MTU.
    pub(super) mss: usize,
}

impl Tcb {
    /// An end that asks for a connection.
    pub(super) fn connect(begin: Begin) -> Tcb {
        Tcb::new(begin, State::SynSent)
    }

    /// An end that was asked by `syn`.
    pub(super) fn accept(begin: Begin, syn: &Header) -> Tcb {
        let mut tcb = Tcb::new(begin, State::SynReceived);
        tcb.learn_syn(syn);
        tcb
    }

    fn new(begin: Begin, state: State) -> Tcb {
        Tcb {
            state,
            settings: Settings {
                no_delay: false,
                quick_ack: false,
                keep_alive: None,
                send_buffer: Buffers::TCP.send,
                user_timeout: None,
            },
            iss: begin.iss,
            una: 0,
            nxt: 0,
            max: 0,
            small: 0,
            data: VecDeque::new(),
            data_at: 1,
            fin_wanted: false,
            wants_room: false,
            window: 0,
            largest_window: 0,
            window_from: (0, 0),
            peer_scale: 0,
            both_scale: false,
            own_mss: begin.mss,
            mss: begin.mss,
            receive: Receive::new(Buffers::TCP.receive, begin.mss),
            rtt: Rtt::new(),
            timing: None,
            control: Control::new(Congestion::default(), begin.mss),
            duplicate_acks: 0,
            recovering: false,
            recover: 0,
            resend: None,
            again: Cause::Timeout,
            resend_syn: false,
            timers: timers::Timers::default(),
            reset_wanted: false,
            stray: false,
            orphan: false,
            soft_error: None,
        }
    }

    /// Takes as many bytes as the send buffer has room for.
    pub(super) fn write(&mut self, bytes: &[u8]) -> usize {
        if !self.can_write() {
            return 0;
        }
        let room = self.settings.send_buffer.saturating_sub(self.data.len());
        let taken = bytes.len().min(room);
        self.wants_room |= taken < bytes.len();
        self.data.extend(&bytes[..taken]);
        taken
    }

    fn can_write(&self) -> bool {
        matches!(self.state, State::Established | State::CloseWait) && !self.fin_wanted
    }

    /// How many bytes a write would take.
    pub(super) fn room(&self) -> usize {
        match self.can_write() {
            true => self.settings.send_buffer.saturating_sub(self.data.len()),
            false => 0,
        }
    }

    /// Position that the next byte written will have.
    pub(super) fn written(&self) -> u64 {
        self.data_at + self.data.len() as u64
    }

    /// Everything before this position has been acknowledged.
    pub(super) fn acknowledged(&self) -> u64 {
        self.una
    }

    /// Bytes written and not acknowledged.
    pub(super) fn unsent(&self) -> usize {
        self.data.len()
    }

    /// Bytes written and never sent.
    pub(super) fn waiting(&self) -> usize {
        let waiting = self.data_end().saturating_sub(self.max) as usize;
        waiting.min(self.unsent())
    }

    /// Takes bytes that have arrived.
    pub(super) fn read(&mut self, most: usize) -> Vec<u8> {
        let bytes = self.receive.take(most);
        let open = matches!(
            self.state,
            State::Established | State::FinWait1 | State::FinWait2
        );
        if open && self.receive.window_reopens() {
            self.receive.update_window();
        }
        bytes
    }

    /// The first bytes that have arrived.
    pub(super) fn peek(&self, most: usize) -> Vec<u8> {
        self.receive.peek(most)
    }

    /// Bytes that can be read.
    pub(super) fn readable(&self) -> usize {
        self.receive.readable()
    }

    /// Position of the next byte that will be read.
    pub(super) fn read_upto(&self) -> u64 {
        self.receive.read_upto()
    }

    /// True if the peer has finished and nothing is missing before that.
    pub(super) fn peer_finished(&self) -> bool {
        self.receive.is_finished()
    }

    pub(super) fn is_finishing(&self) -> bool {
        self.fin_wanted
    }

    /// FIN follows the last byte.
    pub(super) fn finish(&mut self, notes: &mut Notes) {
        if self.fin_wanted {
            return;
        }
        self.fin_wanted = true;
        match self.state {
            State::Established => self.become_state(State::FinWait1, notes),
            State::CloseWait => self.become_state(State::LastAck, notes),
            State::SynSent => self.become_state(State::Closed, notes),
            _ => {}
        }
    }

    /// Its user is gone. What is unread, or comes later, is answered by RST.
    pub(super) fn close(&mut self, notes: &mut Notes) {
        self.orphan = true;
        match self.receive.readable() > 0 && self.state != State::Closed {
            true => self.abort(notes),
            false => self.finish(notes),
        }
    }

    /// Sends RST and is gone.
    pub(super) fn abort(&mut self, notes: &mut Notes) {
        self.orphan = true;
        self.reset_wanted = !matches!(self.state, State::SynSent | State::TimeWait | State::Closed);
        self.end(notes);
    }

    /// Gone, without a word to the peer.
    fn end(&mut self, notes: &mut Notes) {
        self.data.clear();
        self.timers = timers::Timers::default();
        self.become_state(State::Closed, notes);
    }

    fn give_up(&mut self, error: StreamError, notes: &mut Notes) {
        notes.fact(TcpFact::GivenUp { error });
        notes.signals.push(Signal::Broken(error));
        self.end(notes);
    }

    pub(super) fn set_option(&mut self, option: StreamOption) {
        match option {
            StreamOption::NoDelay(on) => self.settings.no_delay = on,
            StreamOption::QuickAck(on) => self.settings.quick_ack = on,
            StreamOption::KeepAlive(times) => self.settings.keep_alive = times,
            StreamOption::SendBuffer(bytes) => self.settings.send_buffer = bytes.max(1),
            StreamOption::ReceiveBuffer(bytes) => self.receive.set_buffer(bytes.max(1)),
            StreamOption::UserTimeout(limit) => self.settings.user_timeout = limit,
            StreamOption::Congestion(kind) => self.control.set_kind(kind),
        }
    }

    fn become_state(&mut self, to: State, notes: &mut Notes) {
        let from = core::mem::replace(&mut self.state, to);
        if from != to {
            notes.fact(TcpFact::State { from, to });
        }
    }

    /// One past the last byte written: FIN's position.
    fn data_end(&self) -> u64 {
        self.written()
    }

    fn in_flight(&self) -> u64 {
        self.nxt - self.una
    }

    /// Copies payload into a segment.
    pub(super) fn copy_payload(&self, start: u64, to: &mut [u8]) {
        if to.is_empty() {
            return;
        }
        let from = (start - self.data_at) as usize;
        let (head, tail) = self.data.as_slices();
        let split = head.len().saturating_sub(from).min(to.len());
        let (first, second) = to.split_at_mut(split);
        first.copy_from_slice(&head[from.min(head.len())..][..split]);
        let from = (from + split).saturating_sub(head.len());
        second.copy_from_slice(&tail[from..][..second.len()]);
    }

    /// The position that one of our sequence numbers means.
    pub(super) fn position_of(&self, seq: u32) -> u64 {
        let distance = seq.wrapping_sub(self.iss.wrapping_add(self.una as u32)) as i32;
        self.una.saturating_add_signed(i64::from(distance))
    }

    /// What the numbers are, to look at.
    pub(super) fn view(&self) -> super::inspect::TcpView {
        super::inspect::TcpView {
            state: self.state,
            send_unacknowledged: self.iss.wrapping_add(self.una as u32),
            send_next: self.iss.wrapping_add(self.nxt as u32),
            receive_next: self.receive.number(),
            in_flight: self.in_flight(),
            peer_window: self.window,
            own_window: self.receive.offered(),
            mss: self.mss,
            congestion: self.control.kind(),
            congestion_window: self.control.window,
            slow_start_threshold: Some(self.control.threshold).filter(|it| *it != u64::MAX),
            slow_start: self.control.in_slow_start(),
            recovering: self.recovering,
            duplicate_acks: self.duplicate_acks,
            smoothed_round_trip: self.rtt.smoothed,
            round_trip_variation: self.rtt.variation,
            retransmission_timeout: self.rtt.timeout(),
            retransmit_at: self.timers.retransmit,
            probe_at: self.timers.persist,
            acknowledge_at: self.receive.acknowledge_at(),
            keep_alive_at: self.timers.keep_alive,
            unread: self.receive.readable(),
            out_of_order: self.receive.out_of_order(),
            unsent: self.data_end().saturating_sub(self.nxt),
        }
    }
}
