//! The browser's clock, for the length of frames only: nothing simulated
//! depends on it.

/// Milliseconds since the page was opened.
pub fn millis() -> f64 {
    super::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}
