//! The questions `data.is...()`: ASCII only.

/// Whether the data is not empty and every byte has the property.
fn every(data: &[u8], has: impl Fn(&u8) -> bool) -> bool {
    !data.is_empty() && data.iter().all(has)
}

/// `data.isalnum()`.
pub fn is_alnum(data: &[u8]) -> bool {
    every(data, u8::is_ascii_alphanumeric)
}

/// `data.isalpha()`.
pub fn is_alpha(data: &[u8]) -> bool {
    every(data, u8::is_ascii_alphabetic)
}

/// `data.isascii()`; true of no bytes.
pub fn is_ascii(data: &[u8]) -> bool {
    data.is_ascii()
}

/// `data.isdigit()`.
pub fn is_digit(data: &[u8]) -> bool {
    every(data, u8::is_ascii_digit)
}

/// `data.isspace()`.
pub fn is_space(data: &[u8]) -> bool {
    every(data, |byte| super::split::is_space_byte(*byte))
}

/// `data.islower()`.
pub fn is_lower(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_lowercase) && !data.iter().any(u8::is_ascii_uppercase)
}

/// `data.isupper()`.
pub fn is_upper(data: &[u8]) -> bool {
    data.iter().any(u8::is_ascii_uppercase) && !data.iter().any(u8::is_ascii_lowercase)
}

/// `data.istitle()`.
pub fn is_title(data: &[u8]) -> bool {
    let mut after_letter = false;
    let mut any = false;
    for byte in data {
        let (capital, small) = (byte.is_ascii_uppercase(), byte.is_ascii_lowercase());
        if (capital && after_letter) || (small && !after_letter) {
            return false;
        }
        after_letter = capital || small;
        any |= after_letter;
    }
    any
}
