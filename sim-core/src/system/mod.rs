//! (room: system)
