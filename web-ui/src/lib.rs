//! The page: a screen over the core's read models. It decides no outcome and
//! holds no simulated state but a session.

pub mod draw;
