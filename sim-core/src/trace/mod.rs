//! (room: trace)
