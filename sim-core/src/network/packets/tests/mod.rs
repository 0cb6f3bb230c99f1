//! The packets detail over small networks: each protocol's rules, by what the
//! facts and the users see.

mod lab;
mod layers;
mod lossy;
mod peer;
mod streams;
mod swarm;
