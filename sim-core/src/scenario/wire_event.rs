//! What happens below the messages, in the words that stops, counts and
//! answers of a scenario use. Only in runs with packets.

use super::keys::WIRE;
use crate::base::HostId;
use crate::network::packets::{Drop, TcpFact, WireFact};

macro_rules! wire_events {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// A kind of thing that happens to frames, packets and segments. In
        /// order of `keys::WIRE`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum WireEvent {
            $($(#[$doc])* $name,)*
        }

        impl WireEvent {
            /// All of them.
            pub const ALL: [WireEvent; WIRE.len()] = [$(WireEvent::$name,)*];
        }
    };
}

wire_events! {
    /// A segment is sent, for the first time or again.
    Segment,
    /// The same with bytes of the stream in it.
    Data,
    /// A segment is sent again.
    SentAgain,
    /// A segment comes to an end of its connection.
    SegmentReceived,
    /// A segment has come before one that was sent earlier.
    Early,
    /// An acknowledgement says what was said before.
    DuplicateAck,
    /// A sender takes a segment for lost because of those.
    Recovery,
    /// A sender has waited too long for an acknowledgement.
    TimedOut,
    /// A receiver's window is closed.
    WindowClosed,
    /// A datagram is sent.
    Datagram,
    /// A router passes a packet on.
    Forwarded,
    /// A packet is cut into pieces.
    Fragmented,
    /// An ICMP message is sent.
    Icmp,
    /// A frame is given to a cable or a loopback interface.
    Frame,
    /// A frame has come to the other end.
    FrameReceived,
    /// A switch sends a frame out of all its ports.
    Flooded,
    /// A host asks everybody for a network card.
    Arp,
    /// A host has learnt it.
    ArpLearnt,
    /// A cable loses a frame.
    FrameLost,
    /// A damaged frame is thrown away.
    FrameDamaged,
    /// The queue before a cable is full.
    QueueFull,
    /// A frame or packet is thrown away by one whom it does not concern.
    NotMine,
}

impl WireEvent {
    /// What the word of a scenario file means.
    pub fn from_word(word: &str) -> Option<WireEvent> {
        let at = WIRE.iter().position(|known| *known == word)?;
        WireEvent::ALL.get(at).copied()
    }

    /// How a scenario file writes it.
    pub fn word(self) -> &'static str {
        WIRE[self as usize]
    }

    /// Whether this is what happened.
    pub fn is(self, fact: &WireFact) -> bool {
        match (self, fact) {
            (WireEvent::Data, WireFact::SegmentSent { header, .. }) => header.length > 0,
            (WireEvent::SentAgain, WireFact::SegmentSent { cause, .. }) => {
                cause.is_retransmission()
            }
            (_, WireFact::Tcp { fact, .. }) => self.is_inside_tcp(fact),
            (_, WireFact::Dropped { why, .. }) => self.is_drop(*why),
            (WireEvent::Segment, WireFact::SegmentSent { .. })
            | (WireEvent::SegmentReceived, WireFact::SegmentReceived { .. })
            | (WireEvent::Datagram, WireFact::DatagramSent { .. })
            | (WireEvent::Forwarded, WireFact::Forwarded { .. })
            | (WireEvent::Fragmented, WireFact::Fragmented { .. })
            | (WireEvent::Icmp, WireFact::IcmpSent { .. })
            | (WireEvent::Frame, WireFact::FrameSent { .. })
            | (WireEvent::FrameReceived, WireFact::FrameReceived { .. })
            | (WireEvent::Flooded, WireFact::Flooded { .. })
            | (WireEvent::Arp, WireFact::ArpAsked { .. })
            | (WireEvent::ArpLearnt, WireFact::ArpLearnt { .. }) => true,
            _ => false,
        }
    }

    fn is_inside_tcp(self, fact: &TcpFact) -> bool {
        matches!(
            (self, fact),
            (WireEvent::Early, TcpFact::OutOfOrder { .. })
                | (WireEvent::DuplicateAck, TcpFact::DuplicateAck { .. })
                | (WireEvent::Recovery, TcpFact::RecoveryBegins { .. })
                | (WireEvent::TimedOut, TcpFact::TimedOut { .. })
                | (WireEvent::WindowClosed, TcpFact::WindowClosed { .. })
        )
    }

    fn is_drop(self, why: Drop) -> bool {
        matches!(
            (self, why),
            (WireEvent::FrameLost, Drop::Lost | Drop::Cut)
                | (WireEvent::FrameDamaged, Drop::Damaged)
                | (WireEvent::QueueFull, Drop::QueueFull { .. })
                | (WireEvent::NotMine, Drop::NotMyMac | Drop::NotMyAddress)
        )
    }
}

/// On which host something happens; `None` for what happens inside a
/// connection: its end is known, `trace::Index` knows on which host that is.
pub fn host_of(fact: &WireFact) -> Option<HostId> {
    match fact {
        WireFact::FrameReceived { host, .. }
        | WireFact::Dropped { host, .. }
        | WireFact::ArpAsked { host, .. }
        | WireFact::ArpLearnt { host, .. }
        | WireFact::ArpFailed { host, .. }
        | WireFact::Fragmented { host, .. }
        | WireFact::Reassembled { host, .. }
        | WireFact::IcmpSent { host, .. }
        | WireFact::IcmpReceived { host, .. }
        | WireFact::SegmentSent { host, .. }
        | WireFact::DatagramSent { host, .. } => Some(*host),
        WireFact::Learnt { switch, .. } | WireFact::Flooded { switch, .. } => Some(*switch),
        WireFact::Forwarded { router, .. } => Some(*router),
        WireFact::FrameSent { .. }
        | WireFact::SegmentReceived { .. }
        | WireFact::Tcp { .. }
        | WireFact::DatagramReceived { .. }
        | WireFact::CableChanged { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_go_both_ways() {
        for (word, event) in WIRE.iter().zip(WireEvent::ALL) {
            assert_eq!(WireEvent::from_word(word), Some(event));
            assert_eq!(event.word(), *word);
        }
        assert_eq!(WireEvent::from_word("sent"), None);
    }
}
