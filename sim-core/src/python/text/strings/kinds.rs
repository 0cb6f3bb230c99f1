//! The questions `text.is...()`.

use crate::python::text::unicode;

/// Whether the text is not empty and every character has the property.
fn every(text: &str, has: impl Fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(has)
}

/// `text.isalnum()`.
pub fn is_alnum(text: &str) -> bool {
    every(text, |c| {
        unicode::is_alpha(c)
            || unicode::is_decimal(c)
            || unicode::is_digit(c)
            || unicode::is_numeric(c)
    })
}

/// `text.isalpha()`.
pub fn is_alpha(text: &str) -> bool {
    every(text, unicode::is_alpha)
}

/// `text.isascii()`; true of the empty text.
pub fn is_ascii(text: &str) -> bool {
    text.is_ascii()
}

/// `text.isdecimal()`.
pub fn is_decimal(text: &str) -> bool {
    every(text, unicode::is_decimal)
}

/// `text.isdigit()`.
pub fn is_digit(text: &str) -> bool {
    every(text, unicode::is_digit)
}

/// `text.isnumeric()`.
pub fn is_numeric(text: &str) -> bool {
    every(text, unicode::is_numeric)
}

/// `text.isspace()`.
pub fn is_space(text: &str) -> bool {
    every(text, unicode::is_space)
}

/// `text.isprintable()`; true of the empty text.
pub fn is_printable(text: &str) -> bool {
    text.chars().all(unicode::is_printable)
}

/// `text.isidentifier()`.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(unicode::is_identifier_start)
        && chars.all(unicode::is_identifier_continue)
}

/// `text.islower()`.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(unicode::is_lower)
        && !text
            .chars()
            .any(|c| unicode::is_upper(c) || unicode::is_title(c))
}

/// `text.isupper()`.
pub fn is_upper(text: &str) -> bool {
    text.chars().any(unicode::is_upper)
        && !text
            .chars()
            .any(|c| unicode::is_lower(c) || unicode::is_title(c))
}

/// `text.istitle()`.
pub fn is_title(text: &str) -> bool {
    let mut after_cased = false;
    let mut any = false;
    for c in text.chars() {
        let capital = unicode::is_upper(c) || unicode::is_title(c);
        let small = unicode::is_lower(c);
        if (capital && after_cased) || (small && !after_cased) {
            return false;
        }
        after_cased = capital || small;
        any |= after_cased;
    }
    any
}
