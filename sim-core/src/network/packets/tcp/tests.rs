//! TCP against itself, without a network.
