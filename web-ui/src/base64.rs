//! Bytes as text that may stand in an address, and back.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes as text that may stand in an address (RFC 4648, section 5, unpadded).
pub fn base64(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() * 4 / 3 + 4);
    for chunk in bytes.chunks(3) {
        let at = |i: usize| u32::from(chunk.get(i).copied().unwrap_or(0));
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for digit in 0..=chunk.len() {
            let value = (bits >> (18 - 6 * digit)) & 63;
            out.push(char::from(DIGITS[value as usize]));
        }
    }
    out
}

/// The bytes of such a text; `None` if it is none.
pub fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() * 3 / 4);
    for chunk in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for letter in chunk {
            let value = DIGITS.iter().position(|digit| digit == letter)?;
            bits = bits << 6 | value as u32;
        }
        bits <<= 6 * (4 - chunk.len());
        let whole = bits.to_be_bytes();
        out.extend_from_slice(&whole[1..chunk.len()]);
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_survive_an_address() {
        for length in 0..40u8 {
            let bytes: Vec<u8> = (0..length).map(|i| i.wrapping_mul(91)).collect();
            let text = base64(&bytes);
            assert!(text.bytes().all(|c| DIGITS.contains(&c)));
            assert_eq!(from_base64(&text), Some(bytes));
        }
        assert_eq!(base64(b"ab\xff\xfe"), "YWL__g");
        assert_eq!(from_base64("a b"), None);
    }
}
