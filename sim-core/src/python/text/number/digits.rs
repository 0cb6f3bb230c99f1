//! Decimal digits of finite floats: the shortest that read back the same, or
//! exactly rounded (halves to even) to any count. The layout is the caller's.

/// Places after the point beyond which every digit of a float is zero:
/// the smallest float is 2^-1074.
const LAST_PLACE: usize = 1074;

/// Digits of the longest float, from the first that is not zero.
const LONGEST: usize = 767;

/// Decimal digits without a point; the point stands after `point` of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digits {
    /// ASCII digits, the first not zero unless the number is.
    pub digits: String,
    /// Where the point is: 1 for `1.5`, 0 for `0.15`, 2 for `15`.
    pub point: i32,
}

/// The fewest digits that give the same float back. `value` is not negative.
pub fn shortest(value: f64) -> Digits {
    from_scientific(&format!("{value:e}"))
}

/// Exactly `count` (at least one) significant digits.
pub fn significant(value: f64, count: usize) -> Digits {
    let mut digits = from_scientific(&format!("{:.*e}", count.min(LONGEST) - 1, value));
    pad(&mut digits.digits, count);
    digits
}

/// All digits down to `places` after the point, as `123.4500`: the layout is
/// fixed, there is nothing left to choose.
pub fn fixed(value: f64, places: usize) -> String {
    let mut text = format!("{:.*}", places.min(LAST_PLACE), value);
    let missing = places.saturating_sub(LAST_PLACE);
    text.extend(std::iter::repeat_n('0', missing));
    text
}

/// Splits `1.25e-3`.
fn from_scientific(text: &str) -> Digits {
    let (mantissa, exponent) = text
        .split_once('e')
        .expect("invariant: scientific notation has an exponent");
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let exponent: i32 = exponent
        .parse()
        .expect("invariant: a float's exponent is a small number");
    Digits {
        digits,
        point: exponent + 1,
    }
}

/// Appends zeros up to `count` digits.
fn pad(digits: &mut String, count: usize) {
    let missing = count.saturating_sub(digits.len());
    digits.extend(std::iter::repeat_n('0', missing));
}
