//! The texts of a scenario and the problems found in them so far: where a
//! byte stands (line and column), and which valid name is nearest to a wrong
//! one. Knows nothing about the format.

use super::lesson::File;
use crate::base::{Diagnostic, Place, Severity};

/// Most problems that are listed; a person reads the first few.
const LISTED: usize = 200;

/// Longest name for which a nearest one is looked for: the search takes time
/// and memory in proportion to the product of both lengths.
const COMPARED: usize = 64;

/// A place as bytes of one of the texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// Which text, as an index into `Texts`.
    pub file: usize,
    /// First byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A text with an index for finding lines and columns quickly: a hostile file
/// has a hundred thousand entries on one line.
struct Indexed<'a> {
    file: &'a File,
    /// Where each line begins.
    lines: Vec<usize>,
    /// Characters that begin before byte `i * STRIDE`.
    characters: Vec<usize>,
}

const STRIDE: usize = 1_024;

/// The texts of a scenario, and what is wrong with them.
pub struct Problems<'a> {
    texts: Vec<Indexed<'a>>,
    list: Vec<Diagnostic>,
    unlisted: usize,
    errors: usize,
    doubtful: Vec<At>,
}

impl<'a> Problems<'a> {
    /// No texts and no problems.
    pub fn new() -> Problems<'a> {
        Problems {
            texts: Vec::new(),
            list: Vec::new(),
            unlisted: 0,
            errors: 0,
            doubtful: Vec::new(),
        }
    }

    /// Adds a text; its index goes into `At`.
    pub fn add_text(&mut self, file: &'a File) -> usize {
        self.texts.push(Indexed::new(file));
        self.texts.len() - 1
    }

    /// The text with this index.
    pub fn text(&self, file: usize) -> &'a File {
        self.texts[file].file
    }

    /// The index of the text with this name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.texts.iter().position(|text| text.file.name == name)
    }

    /// The place for people.
    pub fn place(&self, at: At) -> Place {
        self.texts[at.file].place(at)
    }

    /// An error at a place.
    pub fn error(&mut self, at: At, code: &str, message: String, help: Option<String>) {
        self.add(Severity::Error, at, code, message, help);
    }

    /// A warning at a place.
    pub fn warning(&mut self, at: At, code: &str, message: String, help: Option<String>) {
        self.add(Severity::Warning, at, code, message, help);
    }

    fn add(
        &mut self,
        severity: Severity,
        at: At,
        code: &str,
        message: String,
        help: Option<String>,
    ) {
        if self.is_full() {
            self.count_unlisted(severity);
            return;
        }
        let place = self.place(at);
        self.push(Diagnostic {
            severity,
            code: code.to_owned(),
            message,
            place,
            help,
        });
    }

    fn count_unlisted(&mut self, severity: Severity) {
        self.errors += usize::from(severity == Severity::Error);
        self.unlisted += 1;
    }

    /// A problem that was found elsewhere, such as in a program.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.count_unlisted(diagnostic.severity);
            return;
        }
        self.errors += usize::from(diagnostic.severity == Severity::Error);
        self.list.push(diagnostic);
    }

    /// True if more problems would not be listed, so that costly help for
    /// them need not be made.
    pub fn is_full(&self) -> bool {
        self.list.len() >= LISTED
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// True if a problem with this code is listed.
    pub fn has(&self, code: &str) -> bool {
        self.list.iter().any(|one| one.code == code)
    }

    /// True if a text could not be read as TOML from beginning to end, so that
    /// what seems to be missing may only have been lost.
    pub fn is_broken(&self) -> bool {
        self.list.iter().any(is_syntactic)
    }

    /// Says that a part of a text may have been read wrongly because of a syntax
    /// error: what seems to be wrong in it may be no mistake of the author.
    pub fn doubt(&mut self, part: At) {
        self.doubtful.push(part);
    }

    fn drop_guesses(&mut self) {
        let name = |at: &At| self.texts[at.file].file.name.clone();
        let parts: Vec<(String, At)> = self.doubtful.iter().map(|at| (name(at), *at)).collect();
        let is_guess = |one: &Diagnostic| {
            let start = one.place.bytes.0;
            parts
                .iter()
                .any(|(file, at)| *file == one.place.file && (at.start..at.end).contains(&start))
        };
        self.list.retain(|one| is_syntactic(one) || !is_guess(one));
    }

    /// All problems, in order of place, the main file's first.
    pub fn into_list(mut self) -> Vec<Diagnostic> {
        self.drop_guesses();
        let order = |name: &str| self.texts.iter().position(|text| text.file.name == name);
        let mut list = std::mem::take(&mut self.list);
        list.sort_by_cached_key(|one| (order(&one.place.file), one.place.bytes));
        if let (true, Some(last)) = (self.unlisted > 0, list.last().cloned()) {
            list.push(Diagnostic {
                severity: match self.errors > 0 {
                    true => Severity::Error,
                    false => Severity::Warning,
                },
                code: "more-problems".into(),
                message: format!("{} more problems are not listed", self.unlisted),
                help: None,
                ..last
            });
        }
        list
    }
}

impl<'a> Indexed<'a> {
    fn new(file: &'a File) -> Indexed<'a> {
        let bytes = file.text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(_, b)| **b == b'\n');
        let lines = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        let mut count = 0;
        let mut characters = vec![0];
        for chunk in bytes.chunks(STRIDE) {
            count += begun(chunk);
            characters.push(count);
        }
        Indexed {
            file,
            lines: lines.collect(),
            characters,
        }
    }

    fn place(&self, at: At) -> Place {
        let length = self.file.text.len();
        let (start, end) = (at.start.min(length), at.end.min(length));
        let line = self.lines.partition_point(|begin| *begin <= start);
        let column = self.characters_before(start) - self.characters_before(self.lines[line - 1]);
        Place {
            file: self.file.name.clone(),
            bytes: (start, end.max(start)),
            line: line as u32,
            column: column as u32 + 1,
        }
    }

    fn characters_before(&self, byte: usize) -> usize {
        let chunk = byte / STRIDE;
        self.characters[chunk] + begun(&self.file.text.as_bytes()[chunk * STRIDE..byte])
    }
}

fn is_syntactic(diagnostic: &Diagnostic) -> bool {
    matches!(diagnostic.code.as_str(), "syntax" | "duplicate-key")
}

/// Characters that begin in these bytes of UTF-8.
fn begun(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte & 0xC0) != 0x80).count()
}

/// The valid name that is nearest to `wrong`, if one is near enough to have
/// been meant: a third of the letters may differ.
pub fn nearest<'n>(wrong: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    if wrong.len() > COMPARED {
        return None;
    }
    let lower = wrong.to_ascii_lowercase();
    names
        .into_iter()
        .filter(|name| name.len().abs_diff(wrong.len()) <= 3 && name.len() <= COMPARED)
        .map(|name| {
            let distance = strsim::osa_distance(&lower, &name.to_ascii_lowercase());
            (distance, name)
        })
        .filter(|(distance, name)| *distance <= (name.len().max(wrong.len()) / 3).clamp(1, 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// `did you mean X?`, or the names there are when none is near.
pub fn did_you_mean(wrong: &str, names: &[&str]) -> Option<String> {
    if let Some(name) = nearest(wrong, names.iter().copied()) {
        return Some(format!("did you mean `{name}`?"));
    }
    match names {
        [] => None,
        few if few.len() <= 20 => Some(format!("valid here: {}", super::keys::quoted(few))),
        many => {
            let some = super::keys::quoted(&many[..20]);
            Some(format!("valid here: {some} and {} more", many.len() - 20))
        }
    }
}
