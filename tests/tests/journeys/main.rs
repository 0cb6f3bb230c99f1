//! Journeys: the built page in a real browser, used as a person would. They
//! need `dist/`, `mailroom.html`, Chromium and its driver, all of which
//! `cargo xtask test` sees to; other test runs leave them out.

mod access;
mod bugs;
mod classroom;
mod determinism;
mod files;
mod firefox;
mod hands_on;
mod harness;
mod harness_works;
mod hostile;
mod keyboard;
mod lanes;
mod layers;
mod lessons;
mod opens;
mod pictures;
mod places;
mod room;
mod trip;
