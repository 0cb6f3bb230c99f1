//! The browser's clock, for the length of frames and the time of what somebody
//! wrote only: nothing simulated depends on it.

/// Milliseconds since the page was opened.
pub fn millis() -> f64 {
    super::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Milliseconds since 1970.
pub fn today() -> u64 {
    js_sys::Date::now() as u64
}

/// Such a time as date and hour, where the reader is.
pub fn date(millis: u64) -> String {
    let date = js_sys::Date::new(&(millis as f64).into());
    format!(
        "{}-{:02}-{:02} {:02}:{:02}",
        date.get_full_year(),
        date.get_month() + 1,
        date.get_date(),
        date.get_hours(),
        date.get_minutes()
    )
}
