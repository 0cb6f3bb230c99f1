//! The packets detail over small networks.
