//! (room: python)
