//! Mailroom's core: one deterministic world of hosts, networks, messaging
//! systems and Python programs, and everything that can be asked about a run.
//!
//! It is not a user interface and does no input or output: no clock, thread,
//! file or socket of the machine it runs on is used anywhere in this crate.
//! ARCHITECTURE.md names the rooms and who may use whom.

pub mod base;
pub mod messaging;
pub mod network;
pub mod python;
pub mod scenario;
pub mod session;
pub mod system;
pub mod trace;
pub mod view;
pub mod world;
