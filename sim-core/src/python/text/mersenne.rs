//! The Mersenne Twister of `random.Random`, so that a seeded program draws
//! CPython's numbers: MT19937 of Matsumoto and Nishimura, seeded by array.
//!
//! The distributions (`gauss`, `shuffle`, ...) are Python text on top of
//! `random`, `random_bits` and `below`. Without a seed CPython asks the
//! system; the machine seeds with a number of its own.

use num_bigint::{BigInt, BigUint, Sign};
use sha2::{Digest, Sha512};

use super::number::{Int, abs, bit_length};
use super::{TEXT_BYTES, TextError, TextResult};

/// Words of state.
const WORDS: usize = 624;
/// Distance of the words that are mixed.
const MIDDLE: usize = 397;

/// A generator. Cloning copies its place in the sequence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mersenne {
    state: Box<[u32; WORDS]>,
    /// Words of the state already used.
    index: usize,
}

impl Mersenne {
    /// `random.seed(n)`: by the absolute value.
    pub fn from_int(seed: &Int) -> Self {
        Self::from_words(&abs(seed).to_big().magnitude().to_u32_digits())
    }

    /// `random.seed(x)` of a float, by its hash taken as unsigned.
    pub fn from_hash(hash: i64) -> Self {
        Self::from_int(&Int::from(hash as u64))
    }

    /// `random.seed(data)` of str (as UTF-8), bytes and bytearray, version 2:
    /// the bytes and their SHA-512 as one number.
    pub fn from_bytes(data: &[u8]) -> Self {
        let digest = Sha512::digest(data);
        let number = BigUint::from_bytes_be(&[data, digest.as_slice()].concat());
        Self::from_words(&number.to_u32_digits())
    }

    /// Seeds by an array of words, least significant first.
    fn from_words(key: &[u32]) -> Self {
        let key = if key.is_empty() { &[0] } else { key };
        let mut state = first_state(19_650_218);
        let mut at = 1;
        for step in 0..key.len().max(WORDS) {
            let from = step % key.len();
            state[at] = (state[at] ^ mixed(state[at - 1]).wrapping_mul(1_664_525))
                .wrapping_add(key[from])
                .wrapping_add(from as u32);
            at = advance(&mut state, at);
        }
        for _ in 1..WORDS {
            state[at] = (state[at] ^ mixed(state[at - 1]).wrapping_mul(1_566_083_941))
                .wrapping_sub(at as u32);
            at = advance(&mut state, at);
        }
        state[0] = 0x8000_0000;
        let index = WORDS;
        Mersenne { state, index }
    }

    /// The next 32 random bits.
    pub fn next_word(&mut self) -> u32 {
        if self.index >= WORDS {
            self.refill();
        }
        let mut word = self.state[self.index];
        self.index += 1;
        word ^= word >> 11;
        word ^= word << 7 & 0x9d2c_5680;
        word ^= word << 15 & 0xefc6_0000;
        word ^ word >> 18
    }

    /// Makes the next words of state.
    fn refill(&mut self) {
        for at in 0..WORDS {
            let next = self.state[(at + 1) % WORDS];
            let joined = self.state[at] & 0x8000_0000 | next & 0x7fff_ffff;
            let turned = joined >> 1 ^ if joined & 1 == 1 { 0x9908_b0df } else { 0 };
            self.state[at] = self.state[(at + MIDDLE) % WORDS] ^ turned;
        }
        self.index = 0;
    }

    /// `random.random()`: 53 bits in [0, 1).
    pub fn random(&mut self) -> f64 {
        let high = u64::from(self.next_word() >> 5);
        let low = u64::from(self.next_word() >> 6);
        (high << 26 | low) as f64 * (1.0 / 9_007_199_254_740_992.0)
    }

    /// `random.getrandbits(count)`.
    ///
    /// # Errors
    /// `ValueError` below zero, `MemoryError` beyond the bounds.
    pub fn random_bits(&mut self, count: i64) -> TextResult<Int> {
        if count < 0 {
            return Err(TextError::value("number of bits must be non-negative"));
        }
        if count as u64 > super::INT_BITS {
            return Err(TextError::memory());
        }
        let count = count as usize;
        let mut words = Vec::with_capacity(count.div_ceil(32));
        let mut left = count;
        while left > 0 {
            let taken = left.min(32);
            words.push(self.next_word() >> (32 - taken));
            left -= taken;
        }
        Ok(Int::from(BigInt::from_biguint(
            Sign::Plus,
            BigUint::new(words),
        )))
    }

    /// `random._randbelow(limit)`: uniform below a limit; 0 for a limit of 0.
    ///
    /// # Errors
    /// `ValueError` for a negative limit, as from `getrandbits`.
    pub fn below(&mut self, limit: &Int) -> TextResult<Int> {
        if limit.is_negative() {
            return Err(TextError::value("number of bits must be non-negative"));
        }
        if limit.is_zero() {
            return Ok(Int::ZERO);
        }
        let bits = bit_length(limit) as i64;
        // Each draw fails with a chance below one half.
        loop {
            let drawn = self.random_bits(bits)?;
            if drawn < *limit {
                return Ok(drawn);
            }
        }
    }

    /// `random.randbytes(count)`.
    ///
    /// # Errors
    /// As `random_bits`.
    pub fn random_bytes(&mut self, count: usize) -> TextResult<Vec<u8>> {
        if count > TEXT_BYTES {
            return Err(TextError::memory());
        }
        let mut bytes = Vec::with_capacity(count + 4);
        while bytes.len() < count {
            let left = (count - bytes.len()).min(4);
            let word = self.next_word() >> (32 - 8 * left);
            bytes.extend_from_slice(&word.to_le_bytes()[..left]);
        }
        Ok(bytes)
    }

    /// The words of `random.getstate()[1]`: the state, then the index.
    pub fn state(&self) -> Vec<u32> {
        let mut words = self.state.to_vec();
        words.push(self.index as u32);
        words
    }

    /// The generator of `random.setstate`.
    ///
    /// # Errors
    /// `ValueError` for a wrong number of words or index.
    pub fn from_state(words: &[u32]) -> TextResult<Self> {
        let Some((index, state)) = words.split_last() else {
            return Err(TextError::value("state vector is the wrong size"));
        };
        let state: Box<[u32; WORDS]> = state
            .to_vec()
            .try_into()
            .map_err(|_| TextError::value("state vector is the wrong size"))?;
        let index = *index as usize;
        if index > WORDS {
            return Err(TextError::value("invalid state"));
        }
        Ok(Mersenne { state, index })
    }
}

/// The state that a single word seeds.
fn first_state(seed: u32) -> Box<[u32; WORDS]> {
    let mut state = Box::new([seed; WORDS]);
    for at in 1..WORDS {
        let last = state[at - 1];
        state[at] = (last ^ last >> 30)
            .wrapping_mul(1_812_433_253)
            .wrapping_add(at as u32);
    }
    state
}

/// A word before it is multiplied.
fn mixed(word: u32) -> u32 {
    word ^ word >> 30
}

/// The next place to seed; the first word copies the last at the end.
fn advance(state: &mut [u32; WORDS], at: usize) -> usize {
    if at + 1 < WORDS {
        return at + 1;
    }
    state[0] = state[WORDS - 1];
    1
}
