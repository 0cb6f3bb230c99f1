//! What a network is made of, as a scenario describes it: hosts and cables
//! with their properties. Plain numbers; nothing moves here.

use serde::{Deserialize, Serialize};

use core::net::Ipv4Addr;

use crate::base::{HostId, Span};

/// How deep the network is simulated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Detail {
    /// Ordered reliable streams with latency and bandwidth; no packets.
    Messages,
    /// Every frame, packet, segment and acknowledgement.
    #[default]
    Packets,
}

/// What a host does with frames and packets that are not for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum HostKind {
    /// An end system: runs processes, forwards nothing.
    #[default]
    Host,
    /// Forwards frames by MAC address (layer 2).
    Switch,
    /// Forwards packets by IP address (layer 3).
    Router,
}

/// One host, switch or router.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HostSpec {
    /// Its name in the network, unique: `tcp://NAME:5555` reaches it.
    pub name: String,
    /// Host, switch or router.
    pub kind: HostKind,
    /// Other names that this host alone uses for hosts: (alias, host name).
    pub names: Vec<(String, String)>,
    /// Routes that it has beside the computed ones; they win over those of
    /// equal length.
    pub routes: Vec<RouteSpec>,
}

/// One line of a routing table, as a scenario gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RouteSpec {
    /// The network that it leads to.
    pub network: Ipv4Addr,
    /// Bits of `network` that count: 0 is the default route.
    pub prefix: u8,
    /// The router that packets are handed to.
    pub via: Ipv4Addr,
}

/// The properties of one cable, the same in both directions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CableSpec {
    /// Propagation delay.
    pub latency: Span,
    /// Greatest deviation from `latency`, either way.
    pub jitter: Span,
    /// Bits a second.
    pub bandwidth: u64,
    /// Probability that a frame is lost, in parts per million.
    pub loss_ppm: u32,
    /// Probability that a frame is damaged, in parts per million.
    pub corrupt_ppm: u32,
    /// Probability that a frame arrives twice, in parts per million.
    pub duplicate_ppm: u32,
    /// Probability that a frame is overtaken, in parts per million.
    pub reorder_ppm: u32,
    /// Largest packet, in bytes.
    pub mtu: u32,
    /// Frames that wait for the cable before one is dropped.
    pub queue: u32,
}

impl Default for CableSpec {
    /// 1 ms, 100 Mbit/s, no faults, Ethernet's MTU, and Linux's default
    /// transmit queue of 1,000 frames.
    fn default() -> Self {
        CableSpec {
            latency: Span::from_millis(1),
            jitter: Span::ZERO,
            bandwidth: 100_000_000,
            loss_ppm: 0,
            corrupt_ppm: 0,
            duplicate_ppm: 0,
            reorder_ppm: 0,
            mtu: 1_500,
            queue: 1_000,
        }
    }
}

/// A cable and its two ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CableEnds {
    /// The hosts it joins.
    pub between: (HostId, HostId),
    /// The addresses of the two interfaces with the bits of their network, where
    /// the scenario gives them.
    pub addresses: [Option<(Ipv4Addr, u8)>; 2],
    /// Its properties.
    pub spec: CableSpec,
}
