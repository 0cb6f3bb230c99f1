//! Stands in for the crate `unicode-ident`, which the Python parser asks which
//! characters a name may have (XID_Start and XID_Continue of Unicode's annex 31).
//!
//! It is not that crate: it answers from the tables that the standard library
//! has anyway, where the real one brings nine kilobytes of its own. All letters
//! and digits of all scripts are right. What differs: vowel signs, which belong
//! behind a letter, are taken at a name's beginning, too; and of the marks and
//! numbers that are no digits only the usual ones are known. Cargo.toml puts it
//! in the real one's place (`[patch.crates-io]`).

/// Numbers that are no digits, as far as one meets them: superscripts,
/// fractions, numbers in circles. CPython takes none of them.
const NO_DIGITS: [(char, char); 6] = [
    ('\u{b2}', '\u{b3}'),
    ('\u{b9}', '\u{b9}'),
    ('\u{bc}', '\u{be}'),
    ('\u{2070}', '\u{2089}'),
    ('\u{2150}', '\u{215f}'),
    ('\u{2460}', '\u{249b}'),
];

/// Accents that stand behind their letter, and what joins two words.
const MARKS: [(char, char); 6] = [
    ('\u{b7}', '\u{b7}'),
    ('\u{300}', '\u{36f}'),
    ('\u{203f}', '\u{2040}'),
    ('\u{20d0}', '\u{20dc}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{fe20}', '\u{fe2f}'),
];

/// True if a name may begin with it; `_` is the caller's matter.
pub fn is_xid_start(letter: char) -> bool {
    letter.is_alphabetic()
}

/// True if a name may go on with it.
pub fn is_xid_continue(letter: char) -> bool {
    let is_in = |ranges: &[(char, char)]| {
        let mut ranges = ranges.iter();
        ranges.any(|(first, last)| (*first..=*last).contains(&letter))
    };
    letter == '_'
        || letter.is_alphabetic()
        || letter.is_numeric() && !is_in(&NO_DIGITS)
        || is_in(&MARKS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_names() {
        for (name, expected) in [
            ("name_1", true),
            ("grüße", true),
            ("e\u{301}te\u{301}", true),
            ("имя", true),
            ("名前", true),
            ("x٣", true),
            ("1st", false),
            ("x²", false),
            ("a-b", false),
            ("smile☺", false),
            ("", false),
        ] {
            let mut letters = name.chars();
            let begins = letters.next().is_some_and(is_xid_start);
            assert_eq!(begins && letters.all(is_xid_continue), expected, "{name}");
        }
    }
}
