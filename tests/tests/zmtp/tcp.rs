//! The byte streams of all TCP connections of a run, put together from the
//! frames on its cables and within its hosts.

use std::collections::BTreeMap;

use sim_core::network::Fact;
use sim_core::network::packets::{Mishap, WireFact};
use sim_core::session::Session;
use sim_core::trace::Happening;

/// One direction: address and port of sender and receiver, and the sender's
/// initial sequence number, so that ports can be used again.
pub type Direction = ([u8; 4], u16, [u8; 4], u16, u32);

/// A segment with its place in the stream: 0 is the first byte of data.
struct Segment<'a> {
    direction: ([u8; 4], u16, [u8; 4], u16),
    sequence: u32,
    syn: bool,
    /// The receiver's initial sequence number, if this is a SYN-ACK.
    answers: Option<u32>,
    data: &'a [u8],
}

/// The streams of a run, by direction, and which direction answers which.
#[derive(Default)]
pub struct Streams {
    /// The bytes of each direction.
    pub bytes: BTreeMap<Direction, Vec<u8>>,
    /// Pairs: who connected, who answered.
    pub pairs: Vec<(Direction, Direction)>,
}

/// All streams of a computed run.
///
/// # Panics
/// If the bytes of a stream are sent again differently.
pub fn streams(session: &Session) -> Streams {
    let mut all = Streams::default();
    let mut latest = BTreeMap::new();
    let mut pieces: BTreeMap<Direction, BTreeMap<u32, Vec<u8>>> = BTreeMap::new();
    for record in session.trace().records() {
        if let Happening::Network {
            fact: Fact::Wire(WireFact::FrameSent { bytes, mishap, .. }),
        } = &record.what
            && !matches!(mishap, Some(Mishap::Damaged { .. }))
            && let Some(segment) = segment(&bytes.0)
        {
            let (from, from_port, to, to_port) = segment.direction;
            let whole = |isn| (from, from_port, to, to_port, isn);
            if segment.syn {
                latest.insert(segment.direction, segment.sequence);
                let here = whole(segment.sequence);
                pieces.entry(here).or_default();
                let there = segment
                    .answers
                    .map(|isn| (to, to_port, from, from_port, isn));
                all.pairs.extend(there.map(|there| (there, here)));
                continue;
            }
            let Some(isn) = latest.get(&segment.direction) else {
                continue;
            };
            let place = segment.sequence.wrapping_sub(isn.wrapping_add(1));
            let known = pieces.entry(whole(*isn)).or_default();
            match known.get(&place) {
                Some(before) if before.len() >= segment.data.len() => {
                    assert!(before.starts_with(segment.data), "other bytes at {place}");
                }
                _ => drop(known.insert(place, segment.data.to_vec())),
            }
        }
    }
    all.pairs.sort_unstable();
    all.pairs.dedup();
    all.bytes = pieces
        .into_iter()
        .map(|(key, p)| (key, joined(p)))
        .collect();
    all
}

/// The bytes from the beginning up to the first gap.
fn joined(pieces: BTreeMap<u32, Vec<u8>>) -> Vec<u8> {
    let mut bytes = Vec::new();
    for (place, piece) in pieces {
        let Some(known) = bytes.len().checked_sub(place as usize) else {
            break;
        };
        let both = known.min(piece.len());
        assert_eq!(bytes[place as usize..][..both], piece[..both]);
        bytes.extend_from_slice(&piece[both..]);
    }
    bytes
}

fn word(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The TCP segment in an Ethernet frame, if it carries one whole.
fn segment(frame: &[u8]) -> Option<Segment<'_>> {
    let packet = frame
        .get(14..)
        .filter(|_| word(frame, 12) == Some(0x0800))?;
    let fragment = word(packet, 6)? & 0x3FFF;
    if packet.get(9) != Some(&6) || fragment != 0 {
        return None;
    }
    let address = |at: usize| <[u8; 4]>::try_from(packet.get(at..at + 4)?).ok();
    let header = usize::from(packet[0] & 15) * 4;
    let tcp = packet.get(header..usize::from(word(packet, 2)?))?;
    let flags = *tcp.get(13)?;
    let data = tcp.get(usize::from(tcp[12] >> 4) * 4..)?;
    let (syn, ack) = (flags & 2 != 0, flags & 16 != 0);
    Some(Segment {
        direction: (address(12)?, word(tcp, 0)?, address(16)?, word(tcp, 2)?),
        sequence: long(tcp, 4)?,
        syn,
        answers: (syn && ack).then_some(long(tcp, 8)?.wrapping_sub(1)),
        data,
    })
}
