//! Upper, lower, title case.

use crate::python::text::unicode;

/// `text.upper()`.
pub fn upper(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_uppercase();
    }
    map(text, |_, c, out| unicode::push_upper(c, out))
}

/// `text.lower()`.
pub fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    map(text, |at, c, out| unicode::push_lower_at(text, at, c, out))
}

/// `text.casefold()`.
pub fn casefold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    map(text, |_, c, out| unicode::push_folded(c, out))
}

/// `text.swapcase()`.
pub fn swapcase(text: &str) -> String {
    map(text, |at, c, out| {
        if unicode::is_upper(c) {
            unicode::push_lower_at(text, at, c, out);
        } else if unicode::is_lower(c) {
            unicode::push_upper(c, out);
        } else {
            out.push(c);
        }
    })
}

/// `text.capitalize()`.
pub fn capitalize(text: &str) -> String {
    map(text, |at, c, out| {
        if at == 0 {
            unicode::push_title(c, out);
        } else {
            unicode::push_lower_at(text, at, c, out);
        }
    })
}

/// `text.title()`: a letter after a letter is small.
pub fn title(text: &str) -> String {
    let mut after_cased = false;
    map(text, |at, c, out| {
        if after_cased {
            unicode::push_lower_at(text, at, c, out);
        } else {
            unicode::push_title(c, out);
        }
        after_cased = unicode::is_cased(c);
    })
}

/// Applies a mapping to every character and its byte position.
fn map(text: &str, mut push: impl FnMut(usize, char, &mut String)) -> String {
    let mut out = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        push(at, c, &mut out);
    }
    out
}
