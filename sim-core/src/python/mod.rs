//! (room: python)

pub mod text;
