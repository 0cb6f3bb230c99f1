//! Code points by index: constant time for ASCII, linear for other text.

use crate::python::text::slice::Indices;

/// A text and how many code points it has. Every index is one of code points.
#[derive(Clone, Copy, Debug)]
pub struct Points<'a> {
    text: &'a str,
    count: usize,
}

impl<'a> Points<'a> {
    /// Counts the code points of a text.
    pub fn new(text: &'a str) -> Self {
        let count = text.chars().count();
        Points { text, count }
    }

    /// For callers that keep the count: `count` must be that of `text`.
    pub fn counted(text: &'a str, count: usize) -> Self {
        debug_assert_eq!(count, text.chars().count(), "the count is the text's");
        Points { text, count }
    }

    /// The text itself.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How many code points there are: `len(text)`.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether every code point is one byte.
    pub fn is_ascii(&self) -> bool {
        self.count == self.text.len()
    }

    /// The byte where a code point begins; the end for an index beyond.
    pub fn byte_offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.text
            .char_indices()
            .nth(index)
            .map_or(self.text.len(), |(at, _)| at)
    }

    /// The code point that begins at a byte.
    pub fn point_offset(&self, byte: usize) -> usize {
        if self.is_ascii() {
            return byte;
        }
        self.text[..byte].chars().count()
    }

    /// The code point at an index.
    pub fn char_at(&self, index: usize) -> Option<char> {
        if self.is_ascii() {
            return self
                .text
                .as_bytes()
                .get(index)
                .map(|byte| char::from(*byte));
        }
        self.text.chars().nth(index)
    }

    /// `text[index]`.
    pub fn str_at(&self, index: usize) -> Option<&'a str> {
        (index < self.count).then(|| self.range(index, index + 1))
    }

    /// `text[start:stop]` with indices already within the text, or beyond it.
    pub fn range(&self, start: usize, stop: usize) -> &'a str {
        if start >= stop {
            return "";
        }
        let from = self.byte_offset(start);
        let rest = &self.text[from..];
        if self.is_ascii() {
            return &rest[..(stop - start).min(rest.len())];
        }
        let length = rest
            .char_indices()
            .nth(stop - start)
            .map_or(rest.len(), |(at, _)| at);
        &rest[..length]
    }

    /// `text[start:stop:step]`.
    pub fn slice(&self, indices: &Indices) -> String {
        if let Some(range) = indices.contiguous() {
            return self.range(range.start, range.end).into();
        }
        if self.is_ascii() {
            let bytes = self.text.as_bytes();
            return indices.iter().map(|at| char::from(bytes[at])).collect();
        }
        let chars: Vec<char> = self.text.chars().collect();
        indices.iter().map(|at| chars[at]).collect()
    }
}
