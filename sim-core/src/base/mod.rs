//! What every room stands on: time, names, randomness, the agenda of events,
//! the limits of everything. It knows no host, no program and no message.

pub mod agenda;
pub mod diagnostics;
pub mod ids;
pub mod limits;
pub mod random;
pub mod sorted;
pub mod time;

pub use agenda::Agenda;
pub use diagnostics::{Diagnostic, Place, Severity};
pub use ids::{
    CableId, ConnectionId, DatagramId, HostId, ListenerId, MessageId, ProcessId, RecordId, ThreadId,
};
pub use random::Random;
pub use sorted::{Map, Set};
pub use time::{Span, Time};
