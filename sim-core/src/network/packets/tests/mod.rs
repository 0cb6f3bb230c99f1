//! The packets detail over small networks: each protocol's rules, by what the
//! facts and the users see.

mod lab;
mod lossy;
mod peer;
mod streams;
