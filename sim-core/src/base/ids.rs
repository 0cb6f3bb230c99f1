//! The names of things: small numbers, each kind a type of its own, given out
//! in order of creation so that the same run gives the same names.

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub $inner);

        impl $name {
            /// As an index into the table that holds the things of this kind.
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A host, switch or router of the network.
    HostId(u32);
    /// A cable between two hosts.
    CableId(u32);
    /// A process: one program on one host. A restart keeps the id.
    ProcessId(u32);
    /// A thread within one process; 0 is the main thread.
    ThreadId(u32);
    /// A listening port on one host.
    ListenerId(u32);
    /// A reliable byte stream between two hosts.
    ConnectionId(u32);
    /// A datagram socket on one host.
    DatagramId(u32);
    /// An application message, from the call that sends it to the call that takes it.
    MessageId(u64);
    /// One thing that happened; numbered from 0 in the order of the run.
    RecordId(u64);
}
