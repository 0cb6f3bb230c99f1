//! Stands in for the crate `unicode-normalization`, which the Python parser
//! uses for one thing: names in other letters than ASCII mean the same however
//! they are spelt (normalization form KC).
//!
//! It is not that crate: it joins a letter and its accent, which is how some
//! keyboards and file systems spell `é`, and leaves every other character as it
//! is. What differs: two names that are the same only by compatibility, such as
//! `ﬁ` and `fi`, are two. The real one brings tables for every character, a
//! tenth of what a browser has to load. Cargo.toml puts it in the real one's
//! place (`[patch.crates-io]`).

use std::iter::Peekable;
use std::str::Chars;

/// An accent, the letters it can stand after, and both as one character.
const COMPOSED: [(char, &str, &str); 9] = [
    ('\u{300}', "aeiounAEIOUN", "àèìòùǹÀÈÌÒÙǸ"),
    (
        '\u{301}',
        "aeiouycnszlrAEIOUYCNSZLR",
        "áéíóúýćńśźĺŕÁÉÍÓÚÝĆŃŚŹĹŔ",
    ),
    ('\u{302}', "aeiouwyAEIOUWY", "âêîôûŵŷÂÊÎÔÛŴŶ"),
    ('\u{303}', "anoiuANOIU", "ãñõĩũÃÑÕĨŨ"),
    ('\u{306}', "agueioAGUEIOиИ", "ăğŭĕĭŏĂĞŬĔĬŎйЙ"),
    ('\u{308}', "aeiouyAEIOUYеЕ", "äëïöüÿÄËÏÖÜŸёЁ"),
    ('\u{30a}', "auAU", "åůÅŮ"),
    ('\u{30c}', "cdenrstzCDENRSTZ", "čďěňřšťžČĎĚŇŘŠŤŽ"),
    ('\u{327}', "cstCST", "çşţÇŞŢ"),
];

/// What the parser calls.
pub trait UnicodeNormalization<I: Iterator> {
    /// The characters with every letter joined to its accent.
    fn nfkc(self) -> Compositions<I>;
}

impl<'a> UnicodeNormalization<Chars<'a>> for &'a str {
    fn nfkc(self) -> Compositions<Chars<'a>> {
        Compositions(self.chars().peekable())
    }
}

/// Characters, each letter joined to its accent.
pub struct Compositions<I: Iterator>(Peekable<I>);

impl<I: Iterator<Item = char>> Iterator for Compositions<I> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        let letter = self.0.next()?;
        let joined = self.0.peek().and_then(|accent| compose(letter, *accent));
        if joined.is_some() {
            self.0.next();
        }
        joined.or(Some(letter))
    }
}

/// A letter and its accent as one character, if there is one.
fn compose(letter: char, accent: char) -> Option<char> {
    let (_, letters, composed) = COMPOSED.iter().find(|(mark, ..)| *mark == accent)?;
    let place = letters.chars().position(|known| known == letter)?;
    composed.chars().nth(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_joined_to_their_accents() {
        let cases = [
            ("name", "name"),
            ("re\u{301}ponse", "réponse"),
            ("Gro\u{308}ße", "Größe"),
            ("и\u{306}x\u{301}", "йx\u{301}"),
            ("\u{301}a", "\u{301}a"),
        ];
        for (text, wanted) in cases {
            assert_eq!(text.nfkc().collect::<String>(), wanted);
        }
    }

    #[test]
    fn every_letter_has_its_composition() {
        for (_, letters, composed) in COMPOSED {
            assert_eq!(letters.chars().count(), composed.chars().count());
        }
    }
}
