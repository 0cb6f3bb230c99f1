//! Chance: one independent stream per (purpose, entity), all from the run's
//! seed, so that a new draw in one place moves nothing elsewhere.

use rand_pcg::Pcg32;
use rand_pcg::rand_core::Rng;
use serde::{Deserialize, Serialize};

/// One stream of random numbers. Equal seeds, purposes and entities give equal
/// streams on every machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Random(Pcg32);

impl Random {
    /// The stream for `purpose` (a fixed word such as `"loss"`) and `entity`
    /// (the number of the host, cable or process it concerns).
    pub fn new(seed: u64, purpose: &str, entity: u64) -> Random {
        let key = xxhash_rust::xxh3::xxh3_64_with_seed(purpose.as_bytes(), entity);
        Random(Pcg32::new(seed ^ key, key | 1))
    }

    /// The next 32 random bits.
    pub fn bits32(&mut self) -> u32 {
        self.0.next_u32()
    }

    /// The next 64 random bits.
    pub fn bits64(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// A whole number from 0 to `bound - 1`, every one equally likely; 0 if
    /// `bound` is 0. (Lemire's multiplication with rejection.)
    pub fn below(&mut self, bound: u64) -> u64 {
        if bound == 0 {
            return 0;
        }
        let threshold = bound.wrapping_neg() % bound;
        loop {
            let product = u128::from(self.bits64()) * u128::from(bound);
            if (product as u64) >= threshold {
                return (product >> 64) as u64;
            }
        }
    }

    /// True with a probability of `parts` in a million.
    pub fn chance_ppm(&mut self, parts: u32) -> bool {
        parts > 0 && self.below(1_000_000) < u64::from(parts)
    }

    /// A float in [0, 1) with 53 random bits.
    pub fn unit(&mut self) -> f64 {
        (self.bits64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// An exponentially distributed float with mean 1. (`libm`: the standard
    /// library's logarithm differs between machines.)
    pub fn exponential(&mut self) -> f64 {
        -libm::log(1.0 - self.unit())
    }
}
