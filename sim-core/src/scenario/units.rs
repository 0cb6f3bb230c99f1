//! Numbers with units, as a scenario file writes them: exact decimal
//! arithmetic, no floats, so that `"0.1s"` is a hundred million nanoseconds.

use crate::base::Span;

/// A number with a unit that could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnitError {
    /// There is no number, or it is not one.
    NoNumber,
    /// There is no unit.
    NoUnit,
    /// The unit is none of those that are known.
    UnknownUnit(String),
    /// More than can be simulated.
    TooLarge,
    /// Zero, where there must be something.
    Nothing,
}

/// Units of time, in nanoseconds.
const TIMES: &[(&str, u64)] = &[
    ("ns", 1),
    ("us", 1_000),
    ("µs", 1_000),
    ("ms", 1_000_000),
    ("s", 1_000_000_000),
    ("min", 60_000_000_000),
    ("h", 3_600_000_000_000),
];

/// Units of bandwidth, in bits a second.
const BANDWIDTHS: &[(&str, u64)] = &[
    ("bit/s", 1),
    ("kbit/s", 1_000),
    ("Mbit/s", 1_000_000),
    ("Gbit/s", 1_000_000_000),
];

/// The longest duration: a year. Sums of a few cannot overflow a `Time`.
const LONGEST: u64 = 365 * 24 * 3_600_000_000_000;

/// The greatest bandwidth: 1,000 Gbit/s, beyond any cable that is sold.
const WIDEST: u64 = 1_000_000_000_000;

/// The units of time, for a message.
pub const TIME_UNITS: &str = "ns, us, ms, s, min, h";

/// The units of bandwidth, for a message.
pub const BANDWIDTH_UNITS: &str = "bit/s, kbit/s, Mbit/s, Gbit/s";

/// A duration such as `1.5ms`, `2s`, `1 min`.
pub fn duration(text: &str) -> Result<Span, UnitError> {
    quantity(text, TIMES, LONGEST).map(Span)
}

/// A bandwidth such as `100Mbit/s`, in bits a second.
pub fn bandwidth(text: &str) -> Result<u64, UnitError> {
    match quantity(text, BANDWIDTHS, WIDEST)? {
        0 => Err(UnitError::Nothing),
        bits => Ok(bits),
    }
}

fn quantity(text: &str, units: &[(&str, u64)], most: u64) -> Result<u64, UnitError> {
    let text = text.trim();
    let end = text
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(text.len());
    let (number, unit) = (&text[..end], text[end..].trim());
    let (digits, scale) = decimal(number)?;
    if unit.is_empty() {
        return Err(UnitError::NoUnit);
    }
    let (_, factor) = units
        .iter()
        .find(|(name, _)| *name == unit)
        .ok_or_else(|| UnitError::UnknownUnit(unit.chars().take(20).collect()))?;
    // At most 18 digits times a factor below 2^42: fits 128 bits.
    let value = digits * u128::from(*factor) / scale;
    u64::try_from(value)
        .ok()
        .filter(|value| *value <= most)
        .ok_or(UnitError::TooLarge)
}

/// `1.25` as 125 of 100.
fn decimal(number: &str) -> Result<(u128, u128), UnitError> {
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    if whole.is_empty() || fraction.contains('.') || number.ends_with('.') {
        return Err(UnitError::NoNumber);
    }
    if whole.len() + fraction.len() > 18 {
        return Err(UnitError::TooLarge);
    }
    let digits = format!("{whole}{fraction}")
        .parse()
        .map_err(|_| UnitError::NoNumber)?;
    Ok((digits, 10u128.pow(fraction.len() as u32)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Result<u64, UnitError>) {
        assert_eq!(duration(text).map(|span| span.0), expected, "{text}");
    }

    #[test]
    fn durations_are_exact() {
        check("1us", Ok(1_000));
        check("1.5ms", Ok(1_500_000));
        check("0.1s", Ok(100_000_000));
        check("2s", Ok(2_000_000_000));
        check("1 min", Ok(60_000_000_000));
        check("0s", Ok(0));
        check("8760h", Ok(LONGEST));
        check("8761h", Err(UnitError::TooLarge));
        check("9999999999999999999s", Err(UnitError::TooLarge));
        check("5", Err(UnitError::NoUnit));
        check("ms", Err(UnitError::NoNumber));
        check("1.s", Err(UnitError::NoNumber));
        check("-1s", Err(UnitError::NoNumber));
        check("1.2.3s", Err(UnitError::NoNumber));
        check("1sec", Err(UnitError::UnknownUnit("sec".into())));
        check("", Err(UnitError::NoNumber));
    }

    #[test]
    fn bandwidths_are_exact() {
        assert_eq!(bandwidth("100Mbit/s"), Ok(100_000_000));
        assert_eq!(bandwidth("64 kbit/s"), Ok(64_000));
        assert_eq!(bandwidth("0bit/s"), Err(UnitError::Nothing));
        assert_eq!(
            bandwidth("100Mbps"),
            Err(UnitError::UnknownUnit("Mbps".into()))
        );
    }
}
