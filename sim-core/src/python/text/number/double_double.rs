//! Powers, exponentials and logarithms to a hundred bits, rounded once, as
//! sums of two floats (Dekker). CPython prints what the C library computes,
//! which is the nearest float in all but about one of a thousand cases; the
//! usual portable algorithms miss it in one of ten.

/// An unevaluated sum, the second part below half a unit of the first.
#[derive(Clone, Copy)]
struct Double {
    high: f64,
    low: f64,
}

/// ln 2 to 107 bits.
const LN_2: Double = Double {
    high: std::f64::consts::LN_2,
    low: 2.319_046_813_846_299_6e-17,
};

/// Halvings of the argument of `exp`, undone by as many squarings.
const HALVINGS: i32 = 9;

/// Terms of the series: the argument is below 2^-10, so the next would be
/// below 2^-130.
const TERMS: u32 = 10;

impl Double {
    /// A single float.
    fn of(high: f64) -> Self {
        Double { high, low: 0.0 }
    }

    /// The exact sum of two floats.
    fn sum(a: f64, b: f64) -> Self {
        let high = a + b;
        let part = high - a;
        let low = (a - (high - part)) + (b - part);
        Double { high, low }
    }

    /// The exact product of two floats.
    fn product(a: f64, b: f64) -> Self {
        let high = a * b;
        let ((a1, a2), (b1, b2)) = (split(a), split(b));
        let low = ((a1 * b1 - high) + a1 * b2 + a2 * b1) + a2 * b2;
        Double { high, low }
    }

    fn add(self, other: Self) -> Self {
        let high = Self::sum(self.high, other.high);
        let low = Self::sum(self.low, other.low);
        let once = Self::sum(high.high, high.low + low.high);
        Self::sum(once.high, once.low + low.low)
    }

    fn neg(self) -> Self {
        Double {
            high: -self.high,
            low: -self.low,
        }
    }

    fn mul(self, other: Self) -> Self {
        let product = Self::product(self.high, other.high);
        let cross = self.high * other.low + self.low * other.high;
        Self::sum(product.high, product.low + cross)
    }

    fn div(self, other: Self) -> Self {
        let first = self.high / other.high;
        let rest = self.add(other.mul(Self::of(first)).neg());
        let second = rest.high / other.high;
        let rest = rest.add(other.mul(Self::of(second)).neg());
        Self::sum(first, second).add(Self::of(rest.high / other.high))
    }

    fn scale(self, exponent: i32) -> Self {
        Double {
            high: libm::scalbn(self.high, exponent),
            low: libm::scalbn(self.low, exponent),
        }
    }
}

/// A float as two of half the length.
fn split(a: f64) -> (f64, f64) {
    let spread = a * 134_217_729.0;
    let high = spread - (spread - a);
    (high, a - high)
}

/// `exp(x)` as a value near one and a power of two, for |x| below 1100.
fn exp_parts(x: Double) -> (Double, i32) {
    let turns = libm::rint(x.high / LN_2.high);
    let rest = x.add(LN_2.mul(Double::of(turns)).neg()).scale(-HALVINGS);
    // Horner's scheme for exp(rest) - 1, which keeps the small digits.
    let mut sum = Double::of(1.0);
    for term in (2..=TERMS).rev() {
        let factor = rest.mul(sum).div(Double::of(f64::from(term)));
        sum = factor.add(Double::of(1.0));
    }
    let mut less_one = rest.mul(sum);
    for _ in 0..HALVINGS {
        less_one = less_one.mul(less_one).add(less_one.scale(1));
    }
    (less_one.add(Double::of(1.0)), turns as i32)
}

/// `ln(x)` of a positive finite float.
fn log_parts(x: f64) -> Double {
    let (mut mantissa, mut exponent) = libm::frexp(x);
    if mantissa < std::f64::consts::FRAC_1_SQRT_2 {
        mantissa *= 2.0;
        exponent -= 1;
    }
    // One step of Halley's method makes 53 right bits 150.
    let guess = libm::log(mantissa);
    let (power, turns) = exp_parts(Double::of(guess));
    let power = power.scale(turns);
    let off = Double::of(mantissa).add(power.neg());
    let about = Double::of(mantissa).add(power);
    let log = Double::of(guess).add(off.scale(1).div(about));
    log.add(LN_2.mul(Double::of(f64::from(exponent))))
}

/// `x` to the power of `y` for a positive finite `x` and a finite `y`;
/// infinite or zero beyond the range.
pub(super) fn power(x: f64, y: f64) -> f64 {
    let rough = y * libm::log(x);
    if rough.abs() > 1000.0 {
        return if rough > 0.0 { f64::INFINITY } else { 0.0 };
    }
    let (value, exponent) = exp_parts(log_parts(x).mul(Double::of(y)));
    libm::scalbn(value.high + value.low, exponent)
}

/// `exp(x)`; infinite when too large.
pub fn float_exp(x: f64) -> f64 {
    if x.is_nan() || x.abs() > 1000.0 {
        return libm::exp(x);
    }
    let (value, exponent) = exp_parts(Double::of(x));
    libm::scalbn(value.high + value.low, exponent)
}

/// `ln(x)`: not-a-number below zero, minus infinity for zero.
pub fn float_log(x: f64) -> f64 {
    if x.is_nan() || x <= 0.0 || x.is_infinite() {
        return libm::log(x);
    }
    let value = log_parts(x);
    value.high + value.low
}
