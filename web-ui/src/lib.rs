//! The page: a screen over the core's read models. It decides no outcome and
//! holds no simulated state but a session.

pub mod app;
pub mod base64;
pub mod components;
pub mod draw;
pub mod engine;
pub mod library;
pub mod panels;
pub mod platform;
pub mod probe;
pub mod shared;
