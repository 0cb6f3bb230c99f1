//! A TCP segment as the state machine sees it: numbers and flags, no bytes of
//! a wire, no addresses.

use serde::Serialize;

/// The flags that TCP's state machine decides by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Flags {
    /// Opens a direction.
    pub syn: bool,
    /// The acknowledgement number counts.
    pub ack: bool,
    /// Ends a direction.
    pub fin: bool,
    /// Breaks the connection.
    pub rst: bool,
    /// To be handed to the program soon.
    pub psh: bool,
}

impl core::fmt::Display for Flags {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let all = [
            (self.syn, "SYN"),
            (self.fin, "FIN"),
            (self.rst, "RST"),
            (self.psh, "PSH"),
            (self.ack, "ACK"),
        ];
        let mut first = true;
        for (_, name) in all.into_iter().filter(|(set, _)| *set) {
            f.write_str(if first { "" } else { ", " })?;
            f.write_str(name)?;
            first = false;
        }
        Ok(())
    }
}

/// The header of a segment, numbers as on the wire.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
pub struct Header {
    /// Sequence number of the first byte (of SYN itself in a SYN).
    pub seq: u32,
    /// The next byte that is expected, if `flags.ack`.
    pub ack: u32,
    /// What kind of segment it is.
    pub flags: Flags,
    /// The window field, not scaled.
    pub window: u16,
    /// The largest segment that the sender takes (in a SYN).
    pub mss: Option<u16>,
    /// By how many bits windows are shifted (in a SYN; RFC 7323).
    pub scale: Option<u8>,
    /// Bytes of payload.
    pub length: u32,
}

impl Header {
    /// How many sequence numbers it takes.
    pub fn span(&self) -> u64 {
        u64::from(self.length) + u64::from(self.flags.syn) + u64::from(self.flags.fin)
    }
}

/// Why a segment is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Cause {
    /// It carries something for the first time, or opens a connection.
    New,
    /// It only acknowledges.
    Acknowledgement,
    /// It acknowledges something that came twice or out of order.
    Duplicate,
    /// It tells of a window that has opened.
    WindowUpdate,
    /// Sent again: the retransmission timer went off.
    Timeout,
    /// Sent again: three duplicate acknowledgements.
    FastRetransmit,
    /// Sent again: an acknowledgement in recovery that did not cover all.
    PartialAck,
    /// One byte into a closed window.
    WindowProbe,
    /// Asks a silent peer whether it is still there.
    KeepAlive,
    /// Sent again because the path's MTU turned out to be smaller.
    SmallerMtu,
    /// Breaks the connection, or refuses one.
    Reset,
}

impl Cause {
    /// True if the peer may have it already.
    pub fn is_retransmission(self) -> bool {
        matches!(
            self,
            Cause::Timeout | Cause::FastRetransmit | Cause::PartialAck | Cause::SmallerMtu
        )
    }
}
