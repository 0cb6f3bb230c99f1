//! What happened, when, and because of what.

use serde::Serialize;

use crate::base::{RecordId, Time};
use crate::system::Happening;

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct Record {
    /// Its number, from 0 in the order of the run.
    pub id: RecordId,
    /// When.
    pub at: Time,
    /// Where a cursor stands right after it: the number of events and commands
    /// up to and with the one in which it happened.
    pub position: u64,
    /// The record that made it happen.
    pub cause: Option<RecordId>,
    /// What.
    pub what: Happening,
}
