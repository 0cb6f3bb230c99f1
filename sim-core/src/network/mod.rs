//! (room: network)
