//! Properties and case mappings of code points as CPython 3.11 has them:
//! Unicode 14.0. Both come from tables of our own: those of the standard library
//! are of a newer version, and of ten times the size.

use super::case_table::{IGNORABLE, LAST_CASED, LOWER, UPPER, UPPER_SEVERAL};
use super::unicode_table::{BLOCKS, RUNS, SETS};

/// Bits of a property set in the table.
const PRINTABLE: u8 = 1;
const ALPHA: u8 = 1 << 1;
const DECIMAL: u8 = 1 << 2;
const DIGIT: u8 = 1 << 3;
const NUMERIC: u8 = 1 << 4;
const ID_START: u8 = 1 << 5;
const ID_CONTINUE: u8 = 1 << 6;
const ASSIGNED: u8 = 1 << 7;

/// The numbers of a table: seven bits a byte, the lowest first; the highest bit
/// says that more follow. Most take one byte instead of four.
struct Numbers<'a>(std::slice::Iter<'a, u8>);

impl Numbers<'_> {
    fn of(table: &[u8]) -> Numbers<'_> {
        Numbers(table.iter())
    }
}

impl Iterator for Numbers<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let (mut number, mut shift) = (0, 0);
        loop {
            let byte = *self.0.next()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }
}

/// The first code point and the property set of the run that holds `c`.
fn run_of(c: char) -> (u32, u8) {
    let code = u32::from(c);
    let block = BLOCKS.partition_point(|(first, ..)| *first <= code) - 1;
    let (mut first, mut set, place) = BLOCKS[block];
    for run in Numbers::of(&RUNS[usize::from(place)..]) {
        let next = first + (run >> 4);
        if next > code {
            break;
        }
        (first, set) = (next, run as u8 & 0xf);
    }
    (first, SETS[usize::from(set)])
}

/// Whether `c` has the property.
fn has(c: char, property: u8) -> bool {
    run_of(c).1 & property != 0
}

/// Whether `repr` shows the character itself.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        (' '..='~').contains(&c)
    } else {
        has(c, PRINTABLE)
    }
}

/// Whether this is a letter (general categories L*).
pub fn is_alpha(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        has(c, ALPHA)
    }
}

/// Whether this is a decimal digit of any script.
pub fn is_decimal(c: char) -> bool {
    has(c, DECIMAL)
}

/// Whether this is a digit, superscripts and the like included.
pub fn is_digit(c: char) -> bool {
    has(c, DIGIT)
}

/// Whether this has a numeric value.
pub fn is_numeric(c: char) -> bool {
    has(c, NUMERIC)
}

/// Whether this may begin an identifier.
pub fn is_identifier_start(c: char) -> bool {
    has(c, ID_START)
}

/// Whether this may go on an identifier.
pub fn is_identifier_continue(c: char) -> bool {
    has(c, ID_CONTINUE)
}

/// Whether `str.split()` splits here: white space and the four separators.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Whether `str.splitlines()` breaks here.
pub fn is_line_break(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether this is an upper-case letter.
pub fn is_upper(c: char) -> bool {
    c.is_uppercase() && (c.is_ascii() || has(c, ASSIGNED))
}

/// Whether this is a lower-case letter.
pub fn is_lower(c: char) -> bool {
    match c {
        // Changed their minds after Unicode 14.
        '\u{295}' => true,
        '\u{10fc}' | '\u{a7f2}'..='\u{a7f4}' | '\u{ab69}' => false,
        _ => c.is_lowercase() && (c.is_ascii() || has(c, ASSIGNED)),
    }
}

/// Whether this is a title-case letter (category Lt).
pub fn is_title(c: char) -> bool {
    matches!(u32::from(c),
        0x1c5 | 0x1c8 | 0x1cb | 0x1f2 | 0x1f88..=0x1f8f | 0x1f98..=0x1f9f | 0x1fa8..=0x1faf
        | 0x1fbc | 0x1fcc | 0x1ffc)
}

/// Whether this has a case.
pub fn is_cased(c: char) -> bool {
    is_lower(c) || is_upper(c) || is_title(c)
}

/// The value of a decimal digit.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    let (first, properties) = run_of(c);
    // Every run of decimal digits begins with a zero.
    (properties & DECIMAL != 0).then(|| (u32::from(c) - first) % 10)
}

/// A number's text with other scripts' digits and spaces made ASCII; what is
/// neither becomes `?`, which no number has.
pub(crate) fn ascii_digits_and_spaces(text: &str) -> std::borrow::Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    text.chars()
        .map(|c| match c {
            _ if c.is_ascii() => c,
            _ if is_space(c) => ' ',
            _ => decimal_value(c)
                .and_then(|value| char::from_digit(value, 10))
                .unwrap_or('?'),
        })
        .collect::<String>()
        .into()
}

/// The single character that a table maps `c` to: itself if it has none.
fn mapped(table: &[u8], c: char) -> char {
    let code = u32::from(c);
    if code > LAST_CASED {
        return c;
    }
    let (mut numbers, mut last) = (Numbers::of(table), 0);
    while let (Some(gap), Some(extent), Some(distance)) =
        (numbers.next(), numbers.next(), numbers.next())
    {
        let first = last + gap;
        last = first + (extent >> 1);
        if code <= last {
            let is_meant = code >= first && (code - first) & extent & 1 == 0;
            // The lowest bit is the sign.
            let distance = (distance >> 1) as i32 ^ -((distance & 1) as i32);
            let to = char::from_u32(code.wrapping_add_signed(distance));
            return to.filter(|_| is_meant).unwrap_or(c);
        }
    }
    c
}

/// The upper-case form of a character that has several in it.
fn several_upper(c: char) -> Option<&'static str> {
    let place = UPPER_SEVERAL.binary_search_by_key(&Some(c), |text| text.chars().next());
    Some(&UPPER_SEVERAL[place.ok()?][c.len_utf8()..])
}

/// Appends the upper-case form.
pub fn push_upper(c: char, out: &mut String) {
    if c.is_ascii() {
        out.push(c.to_ascii_uppercase());
    } else if let Some(several) = several_upper(c) {
        out.push_str(several);
    } else {
        out.push(mapped(&UPPER, c));
    }
}

/// Appends the lower-case form, regardless of context.
pub fn push_lower(c: char, out: &mut String) {
    match c {
        _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
        // The only one whose form is two characters.
        '\u{130}' => out.push_str("i\u{307}"),
        _ => out.push(mapped(&LOWER, c)),
    }
}

/// Appends the title-case form.
pub fn push_title(c: char, out: &mut String) {
    let code = u32::from(c);
    let to = match code {
        0x1c4..=0x1c6 => 0x1c5,
        0x1c7..=0x1c9 => 0x1c8,
        0x1ca..=0x1cc => 0x1cb,
        0x1f1..=0x1f3 => 0x1f2,
        // Georgian has capitals that titles do not use.
        0x10d0..=0x10fa | 0x10fd..=0x10ff => code,
        0x1f80..=0x1faf => code | 8,
        0x1fb3 | 0x1fc3 | 0x1ff3 => code + 9,
        0x1fbc | 0x1fcc | 0x1ffc => code,
        _ => 0,
    };
    match (char::from_u32(to), code) {
        (Some(title), 1..) if to != 0 => out.push(title),
        // Ligatures: only their first letter is a capital.
        (_, 0xdf | 0x587 | 0xfb00..=0xfb06 | 0xfb13..=0xfb17) => {
            let mut upper = several_upper(c).unwrap_or_default().chars();
            out.extend(upper.next());
            upper.for_each(|rest| push_lower(rest, out));
        }
        // Greek vowels with an iota beside them keep it below.
        (_, 0x1fb2 | 0x1fb4 | 0x1fb7 | 0x1fc2 | 0x1fc4 | 0x1fc7 | 0x1ff2 | 0x1ff4 | 0x1ff7) => {
            let iota_below = |part| if part == 'Ι' { '\u{345}' } else { part };
            let upper = several_upper(c).unwrap_or_default();
            out.extend(upper.chars().map(iota_below));
        }
        _ => push_upper(c, out),
    }
}

/// Appends the form for caseless comparison.
pub fn push_folded(c: char, out: &mut String) {
    let code = u32::from(c);
    match code {
        0x131 => out.push(c),
        0x1e9e => out.push_str("ss"),
        // Cherokee folds to its capitals.
        0x13a0..=0x13f5 => out.push(c),
        0x13f8..=0x13fd => out.extend(char::from_u32(code - 8)),
        0xab70..=0xabbf => out.extend(char::from_u32(code - 0xab70 + 0x13a0)),
        _ => {
            let mut upper = String::new();
            push_upper(c, &mut upper);
            upper.chars().for_each(|part| push_lower(part, out));
        }
    }
}

/// Whether a word goes on over this character as if it were not there.
fn is_ignorable(c: char) -> bool {
    let starts = Numbers::of(&IGNORABLE).scan(0, |start, gap| {
        *start += gap;
        Some(*start)
    });
    let runs = starts.take_while(|start| *start <= u32::from(c)).count();
    matches!(c, '\'' | '.' | ':' | '^' | '`') || runs % 2 == 1
}

/// Characters on each side that decide about a final sigma: more than any
/// word has marks between its letters.
const SIGMA_CONTEXT: usize = 64;

/// Appends the lower-case form of the character at byte `at` of `text`, where
/// a capital sigma at the end of a word becomes the final form.
pub fn push_lower_at(text: &str, at: usize, c: char, out: &mut String) {
    if c != 'Σ' {
        return push_lower(c, out);
    }
    let decides = |c: &char| !is_ignorable(*c);
    let before = text[..at].chars().rev().take(SIGMA_CONTEXT).find(decides);
    let after = text[at + c.len_utf8()..].chars();
    let after = after.take(SIGMA_CONTEXT).find(decides);
    let is_final = before.is_some_and(is_cased) && !after.is_some_and(is_cased);
    out.push(if is_final { 'ς' } else { 'σ' });
}
