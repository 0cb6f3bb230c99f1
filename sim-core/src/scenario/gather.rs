//! A scenario and the files it includes, read and put together. Which files
//! a scenario needs is found here, too; fetching them is the caller's work.

use crate::base::{Map, Set};

use super::fields::{Fields, Item, Name, Value};
use super::keys::FORMAT;
use super::lesson::File;
use super::problems::{At, Problems, did_you_mean};
use super::read::read_file;
use crate::base::limits::SCENARIO_BYTES;

/// Deepest chain of includes: a library of common parts has two or three.
const INCLUDE_DEPTH: usize = 16;

/// The keys at the top of a file that are joined when files are put together;
/// of all others the including file's counts.
const JOINED: &[&str] = &[
    "host", "process", "file", "cable", "fault", "stop_at", "expect", "files", "what_if",
];

/// Reads `main` and everything it includes into one table; `None` if it is
/// too large to be read at all.
pub fn gather<'a>(
    problems: &mut Problems<'a>,
    main: &'a File,
    beside: &'a [File],
) -> Option<Fields> {
    let mut gathering = Gathering {
        problems,
        beside,
        chain: vec![base_name(main)],
        done: Set::new(),
    };
    gathering.read(main, true)
}

type Named = Vec<(Name, Item)>;

struct Gathering<'p, 'a> {
    problems: &'p mut Problems<'a>,
    beside: &'a [File],
    /// The files that are being read, the outermost first.
    chain: Vec<String>,
    /// The files that have been read: a file that is included twice counts once.
    done: Set<String>,
}

impl<'a> Gathering<'_, 'a> {
    fn read(&mut self, file: &'a File, whole: bool) -> Option<Fields> {
        let index = self.problems.add_text(file);
        if !fits(self.problems, index) {
            return None;
        }
        let mut fields = read_file(self.problems, index, whole);
        check_format(self.problems, &fields);
        let includes: Vec<(String, At)> = fields
            .texts("include")
            .into_iter()
            .map(|(name, at)| (name.to_owned(), at))
            .collect();
        let mut parts = Vec::new();
        for (name, at) in includes {
            parts.extend(self.include(&name, at));
        }
        for part in parts.into_iter().rev() {
            merge(self.problems, &mut fields, part);
        }
        Some(fields)
    }

    fn include(&mut self, name: &str, at: At) -> Option<Fields> {
        if self.chain.iter().any(|open| open == name) {
            let chain = [self.chain.as_slice(), &[name.to_owned()]].concat();
            let message = format!("files include each other: {}", chain.join(" -> "));
            let help = Some("remove one of these includes".into());
            self.problems.error(at, "include-cycle", message, help);
            return None;
        }
        if self.chain.len() > INCLUDE_DEPTH {
            let message = format!("includes are nested more than {INCLUDE_DEPTH} deep");
            self.problems.error(at, "include-depth", message, None);
            return None;
        }
        if !self.done.insert(name.to_owned()) {
            return None;
        }
        let file = &self.beside[find_beside(self.problems, self.beside, name, at)?];
        self.chain.push(name.to_owned());
        let fields = self.read(file, false);
        self.chain.pop();
        fields
    }
}

/// How a file beside it would name a scenario: a caller may call it by a path.
fn base_name(main: &File) -> String {
    let name = main.name.rsplit(['/', '\\']).next();
    name.unwrap_or(&main.name).to_owned()
}

/// Refuses what is too large before anything reads it.
fn fits(problems: &mut Problems<'_>, file: usize) -> bool {
    let bytes = problems.text(file).text.len();
    if bytes <= SCENARIO_BYTES {
        return true;
    }
    let at = At {
        file,
        start: 0,
        end: 0,
    };
    let message = format!(
        "the file has {:.1} MB; at most {} MB are read",
        bytes as f64 / 1e6,
        SCENARIO_BYTES / 1_000_000
    );
    let help = Some("is this the right file? a lesson has a few kB".into());
    problems.error(at, "too-large", message, help);
    false
}

fn check_format(problems: &mut Problems<'_>, fields: &Fields) {
    let Some((format, item)) = fields.whole("format").zip(fields.item("format")) else {
        return;
    };
    if format > FORMAT {
        let message = format!("format {format} is newer than this program, which reads {FORMAT}");
        let help = Some("use a newer version of Mailroom".into());
        problems.error(item.at, "format-too-new", message, help);
    }
}

/// The file beside the scenario that is called `name`, as an index; an error if
/// there is none.
pub fn find_beside(
    problems: &mut Problems<'_>,
    beside: &[File],
    name: &str,
    at: At,
) -> Option<usize> {
    if !stays_inside(name) {
        let shown: String = name.chars().take(60).collect();
        let message = format!("`{shown}` is not a file beside the scenario");
        let help = "write its path from the scenario's folder with `/`, without `..`";
        problems.error(at, "bad-file-name", message, Some(help.into()));
        return None;
    }
    let found = beside.iter().position(|file| file.name == name);
    if found.is_none() {
        let names: Vec<&str> = beside.iter().map(|file| file.name.as_str()).collect();
        let help = did_you_mean(name, &names).unwrap_or_else(|| {
            "put it beside the scenario, or inside it with `[file.NAME]`".into()
        });
        let message = format!("there is no file `{name}` beside the scenario");
        problems.error(at, "missing-file", message, Some(help));
    }
    found
}

/// Whether a name can only mean a file in the scenario's folder or below: a
/// stranger's scenario must not read anything else.
fn stays_inside(name: &str) -> bool {
    let odd = |c: char| c == '\\' || c == ':' || c.is_control();
    let parts = || name.split('/');
    !name.is_empty()
        && name.len() <= 255
        && !name.contains(odd)
        && parts().all(|part| !matches!(part, "" | "." | ".."))
        && !name.starts_with('~')
}

/// Adds to `fields` what `part`, a file that it includes, has.
fn merge(problems: &mut Problems<'_>, fields: &mut Fields, mut part: Fields) {
    for key in part.keys().collect::<Vec<_>>() {
        let Some((at, item)) = part.take(key) else {
            continue;
        };
        if key == "include" || key == "format" {
            continue;
        }
        let joined = JOINED.contains(&key);
        match fields.take(key) {
            Some((own_at, own)) if joined => {
                let both = join(problems, item, own);
                fields.put(key, own_at, both);
            }
            Some((own_at, own)) if key == "link" => {
                fields.put(key, own_at, overlay(item, own));
            }
            Some((own_at, own)) => fields.put(key, own_at, own),
            None => fields.put(key, at, item),
        }
    }
}

/// The entries of an included file and then the including file's own.
fn join(problems: &mut Problems<'_>, included: Item, own: Item) -> Item {
    let value = match (included.value, own.value) {
        (Value::List(mut entries), Value::List(more)) => {
            entries.extend(more);
            Value::List(entries)
        }
        (Value::Named(entries), Value::Named(more)) => {
            Value::Named(join_named(problems, entries, more))
        }
        (_, own) => own,
    };
    Item { value, at: own.at }
}

fn join_named(problems: &mut Problems<'_>, mut entries: Named, more: Named) -> Named {
    let taken: Map<String, At> = entries
        .iter()
        .map(|(name, _)| (name.text.clone(), name.at))
        .collect();
    for (name, item) in more {
        let Some(other) = taken.get(&name.text) else {
            entries.push((name, item));
            continue;
        };
        let place = problems.place(*other);
        let message = format!("the name `{}` is taken", name.text);
        let help = format!(
            "line {} of {} has it, which this file includes: rename one",
            place.line, place.file
        );
        problems.error(name.at, "name-clash", message, Some(help));
    }
    entries
}

/// The including file's table with what it lacks from the included one.
fn overlay(included: Item, own: Item) -> Item {
    let (Value::Table(mut from), Value::Table(mut into)) = (included.value, own.value.clone())
    else {
        return own;
    };
    for key in from.keys().collect::<Vec<_>>() {
        if let Some((at, item)) = from.take(key) {
            into.adopt(key, at, item);
        }
    }
    Item {
        value: Value::Table(into),
        at: own.at,
    }
}

/// The files beside it that a scenario's text names: programs, files to import
/// or open, and includes, each once. What its includes need in turn is not
/// among them; see `missing`. A name that leads out of the scenario's folder
/// is left out (loading reports it).
pub fn references(text: &str) -> Vec<String> {
    if text.len() > SCENARIO_BYTES {
        return Vec::new();
    }
    let file = File {
        name: String::new(),
        text: text.to_owned(),
    };
    let mut problems = Problems::new();
    let index = problems.add_text(&file);
    let fields = read_file(&mut problems, index, false);
    let carried: Set<&str> = fields
        .named("file")
        .iter()
        .map(|(name, _)| name.text.as_str())
        .collect();
    let processes = fields.named("process").iter();
    let programs = processes
        .filter_map(|(_, item)| item.table()?.text("file"))
        .map(|(name, _)| name);
    let listed = ["include", "files"];
    let listed = listed.iter().flat_map(|key| fields.texts(key));
    let mut found: Vec<String> = Vec::new();
    let mut seen = Set::new();
    for name in listed.map(|(name, _)| name).chain(programs) {
        if stays_inside(name) && !carried.contains(name) && seen.insert(name) {
            found.push(name.to_owned());
        }
    }
    found
}

/// The files that a scenario needs, directly or through its includes, and that
/// are not among `beside`. A caller fetches them and asks again until there
/// are none, or none that it can fetch.
pub fn missing(main: &File, beside: &[File]) -> Vec<String> {
    let mut wanted: Vec<String> = Vec::new();
    let mut seen = Set::from([base_name(main)]);
    let mut texts = vec![main.text.as_str()];
    let mut next = 0;
    while let Some(text) = texts.get(next).copied() {
        for name in references(text) {
            if !seen.insert(name.clone()) {
                continue;
            }
            match beside.iter().find(|file| file.name == name) {
                Some(file) if name.ends_with(".toml") => texts.push(&file.text),
                Some(_) => {}
                None => wanted.push(name),
            }
        }
        next += 1;
    }
    wanted
}
