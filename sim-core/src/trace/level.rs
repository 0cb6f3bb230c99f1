//! How deep a record lies: what happens to messages and programs is the
//! lesson, what segments, packets and frames do is there for who looks deeper.

use crate::network::Fact;
pub use crate::network::Level;
use crate::network::packets::{Drop, WireFact};
use crate::system::Happening;
use crate::world::Record;

impl Record {
    /// The layer at which it happens.
    pub fn level(&self) -> Level {
        match &self.what {
            Happening::Network {
                fact: Fact::Wire(fact),
            } => of_wire(fact),
            _ => Level::Messages,
        }
    }
}

fn of_wire(fact: &WireFact) -> Level {
    match fact {
        // Somebody's intervention.
        WireFact::CableChanged { .. } => Level::Messages,
        WireFact::SegmentSent { .. }
        | WireFact::SegmentReceived { .. }
        | WireFact::Tcp { .. }
        | WireFact::DatagramSent { .. }
        | WireFact::DatagramReceived { .. } => Level::Segments,
        WireFact::Dropped { why, .. } => of_drop(*why),
        WireFact::Forwarded { .. }
        | WireFact::Fragmented { .. }
        | WireFact::Reassembled { .. }
        | WireFact::IcmpSent { .. }
        | WireFact::IcmpReceived { .. } => Level::Packets,
        WireFact::FrameSent { .. }
        | WireFact::FrameReceived { .. }
        | WireFact::Learnt { .. }
        | WireFact::Flooded { .. }
        | WireFact::ArpAsked { .. }
        | WireFact::ArpLearnt { .. }
        | WireFact::ArpFailed { .. } => Level::Frames,
    }
}

/// The layer that throws something away.
fn of_drop(why: Drop) -> Level {
    match why {
        // By hand: who did it wants to see it.
        Drop::TakenOff => Level::Messages,
        Drop::NoListener | Drop::NoConnection | Drop::BacklogFull { .. } | Drop::BufferFull => {
            Level::Segments
        }
        Drop::NotMyAddress
        | Drop::TimeToLive
        | Drop::NoRoute
        | Drop::TooLong { .. }
        | Drop::Incomplete
        | Drop::UnknownProtocol => Level::Packets,
        Drop::QueueFull { .. }
        | Drop::Lost
        | Drop::Damaged
        | Drop::Cut
        | Drop::NotMyMac
        | Drop::SamePort
        | Drop::NoMac
        | Drop::MacQueueFull
        | Drop::Malformed => Level::Frames,
    }
}
