//! From TOML to typed values, directed by the table in `keys`: every unknown
//! key, wrong type, bad unit and value out of range is reported with its
//! place, and reading goes on. Rules between several keys are not known here.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::fields::{Fields, Item, Name, Value};
use super::keys::{FILE, Key, Kind, Section, reference};
use super::mistakes;
use super::problems::{At, Problems, did_you_mean, nearest};
use super::units::{self, UnitError};

/// Reads one text as a scenario. The keys that the top of a file must have are
/// not asked for, because an included file may have them. `whole` is false for
/// an included file, which may be empty.
pub fn read_file(problems: &mut Problems<'_>, file: usize, whole: bool) -> Fields {
    let text = &problems.text(file).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let before = problems.errors();
    if !errors.is_empty() && is_python(text) {
        report_python(problems, file);
        return Fields::empty(&FILE, beginning(file));
    }
    for mistake in mistakes::of(text, &errors) {
        let at = |bytes: &Range<usize>| At {
            file,
            start: bytes.start,
            end: bytes.end,
        };
        let (place, help) = (at(&mistake.at), Some(mistake.help));
        problems.error(place, mistake.code, mistake.message, help);
        problems.doubt(at(&mistake.doubtful));
    }
    let at = beginning(file);
    // After a syntax error a key may be missing because its line was lost.
    let mut reader = Reader {
        file,
        problems,
        missing: errors.is_empty(),
    };
    let fields = reader.fields(&FILE, table.get_ref(), at);
    let blank = table.get_ref().is_empty() && problems.errors() == before;
    if blank && whole {
        let help = "the smallest scenario has a title and a program, for example:\n\
                    title = \"Hello\"\n[process.hello]\nprogram = 'print(\"hello\")'";
        let message = "the file is empty".into();
        problems.error(at, "empty-file", message, Some(help.into()));
    }
    fields
}

fn beginning(file: usize) -> At {
    At {
        file,
        start: 0,
        end: 0,
    }
}

/// True if a text is no scenario at all but a program: it has no table, and
/// its first line that says something is Python's.
fn is_python(text: &str) -> bool {
    let lines = || text.lines().map(str::trim_end);
    let says = |line: &&str| !line.is_empty() && !line.starts_with('#');
    let first = lines().find(says).unwrap_or_default();
    let begins = [
        "import ", "from ", "def ", "class ", "print(", "for ", "while ", "if ", "with ", "\"\"\"",
        "'''", "async ", "@",
    ];
    let is_table = |line: &str| line.starts_with('[') && line.ends_with(']');
    begins.iter().any(|word| first.starts_with(word)) && !lines().any(is_table)
}

fn report_python(problems: &mut Problems<'_>, file: usize) {
    let text = &problems.text(file).text;
    let at = At {
        end: text.find('\n').unwrap_or(text.len()),
        ..beginning(file)
    };
    let message = "this is a Python program; a scenario says who runs it".to_owned();
    let help = "put it between quotes of three:\ntitle = \"My scenario\"\n[process.main]\n\
                program = '''\n(the program)\n'''";
    problems.error(at, "syntax", message, Some(help.to_owned()));
}

struct Reader<'p, 'a> {
    problems: &'p mut Problems<'a>,
    file: usize,
    /// Whether missing keys are reported.
    missing: bool,
}

impl Reader<'_, '_> {
    fn at(&self, span: Range<usize>) -> At {
        At {
            file: self.file,
            start: span.start,
            end: span.end,
        }
    }

    fn fields(&mut self, section: &'static Section, table: &DeTable<'_>, at: At) -> Fields {
        let mut fields = Fields::empty(section, at);
        for (name, value) in table.iter() {
            let key_at = self.at(name.span());
            let Some(key) = section.key(name.get_ref()) else {
                fields
                    .bad
                    .extend(self.unknown_key(section, name.get_ref(), key_at));
                continue;
            };
            match self.value(key, &key.kind, value, key_at) {
                Some(item) => fields.put(key.name, key_at, item),
                None => fields.bad.push(key.name),
            }
        }
        if self.missing && !section.header.is_empty() {
            require(self.problems, &fields);
        }
        fields
    }

    /// Reports it; says which known key was probably meant.
    fn unknown_key(&mut self, section: &Section, name: &str, at: At) -> Option<&'static str> {
        if self.problems.is_full() {
            self.problems.error(at, "unknown-key", String::new(), None);
            return None;
        }
        let names: Vec<&'static str> = section.keys().map(|key| key.name).collect();
        let place = match section.header {
            "" => "at the top of the file".to_owned(),
            header => format!("in `{header}`"),
        };
        let shown: String = name.chars().take(40).collect();
        let message = format!("unknown key `{shown}` {place}");
        let help = match elsewhere(name) {
            Some(section) => Some(format!("`{name}` is a key of `{}`", section.header)),
            None => did_you_mean(name, &names),
        };
        self.problems.error(at, "unknown-key", message, help);
        nearest(name, names)
    }

    fn value(
        &mut self,
        key: &'static Key,
        kind: &'static Kind,
        value: &Spanned<DeValue<'_>>,
        key_at: At,
    ) -> Option<Item> {
        let at = match (self.at(value.span()), value.get_ref()) {
            // A table that only its inner headers made has no place of its own.
            (at, DeValue::Table(_)) if at.end == 0 => key_at,
            (at, _) => at,
        };
        let value = match (kind, value.get_ref()) {
            (Kind::Text | Kind::Lines, DeValue::String(text)) => Value::Text(text.to_string()),
            (Kind::OneOf(words), DeValue::String(text)) => self.word(key, words, text, at)?,
            (Kind::Whole { least, most }, DeValue::Integer(number)) => {
                self.whole(key, (*least, *most), number, at)?
            }
            (Kind::Ratio, DeValue::Integer(_) | DeValue::Float(_)) => {
                Value::Ratio(self.ratio(key, kind, value.get_ref(), at)?)
            }
            (Kind::Probability, DeValue::Integer(_) | DeValue::Float(_)) => {
                let ratio = self.ratio(key, kind, value.get_ref(), at)?;
                Value::Ppm((ratio * 1e6).round() as u32)
            }
            (Kind::Flag, DeValue::Boolean(flag)) => Value::Flag(*flag),
            (Kind::Duration, DeValue::String(text)) => {
                let read = units::duration(text).map(Value::Span);
                self.quantity(key, text, read, units::TIME_UNITS, at)?
            }
            (Kind::Bandwidth, DeValue::String(text)) => {
                let read = units::bandwidth(text).map(Value::Bandwidth);
                self.quantity(key, text, read, units::BANDWIDTH_UNITS, at)?
            }
            (Kind::List { of, least, most }, DeValue::Array(array)) => {
                self.length(key, (*least, *most), array.len(), at)?;
                let items = array.iter();
                let items = items.filter_map(|entry| self.value(key, of, entry, at));
                Value::List(items.collect())
            }
            (Kind::Table(section), DeValue::Table(table)) => {
                Value::Table(self.fields(section, table, at))
            }
            (Kind::Texts, DeValue::Table(table)) => self.named(key, &Kind::Text, table),
            (Kind::Tables(section), DeValue::Table(table)) => self.named_tables(section, table),
            (Kind::Either(one, other), found) => {
                let kind = if accepts(one, found) { one } else { other };
                return self.value(key, kind, value, key_at);
            }
            (Kind::Later, _) => {
                let message = format!("`{}` is planned, but not possible yet", key.name);
                self.problems.error(key_at, "not-yet", message, None);
                return None;
            }
            (_, found) => {
                self.wrong_type(key, found, at);
                return None;
            }
        };
        Some(Item { value, at })
    }

    fn named(&mut self, key: &'static Key, kind: &'static Kind, table: &DeTable<'_>) -> Value {
        let mut entries = Vec::new();
        for (name, value) in table.iter() {
            let name = self.name(name);
            if let Some(item) = self.value(key, kind, value, name.at) {
                entries.push((name, item));
            }
        }
        entries.sort_unstable_by_key(|(name, _)| name.at);
        Value::Named(entries)
    }

    fn named_tables(&mut self, section: &'static Section, table: &DeTable<'_>) -> Value {
        let mut entries = Vec::new();
        for (name, value) in table.iter() {
            let name = self.name(name);
            match value.get_ref() {
                DeValue::Table(table) => {
                    let fields = self.fields(section, table, name.at);
                    let at = name.at;
                    let value = Value::Table(fields);
                    entries.push((name, Item { value, at }));
                }
                found => self.not_a_table(section, &name, found),
            }
        }
        entries.sort_unstable_by_key(|(name, _)| name.at);
        Value::Named(entries)
    }

    fn not_a_table(&mut self, section: &'static Section, name: &Name, found: &DeValue<'_>) {
        let keys = section.keys().map(|key| key.name);
        let header = section.header;
        let help = match (found, nearest(&name.text, keys)) {
            (DeValue::Array(_), _) => format!("write one pair of brackets: `{header}`"),
            (_, Some(key)) => format!("`{key}` belongs under a header `{header}`"),
            _ => format!("write a header: `{header}`"),
        };
        let message = format!(
            "`{}` must be a table of its own, not {}",
            name.text,
            words_for(found)
        );
        self.problems
            .error(name.at, "wrong-type", message, Some(help));
    }

    fn name(&self, name: &Spanned<std::borrow::Cow<'_, str>>) -> Name {
        Name {
            text: name.get_ref().to_string(),
            at: self.at(name.span()),
        }
    }

    fn word(&mut self, key: &Key, words: &[&str], text: &str, at: At) -> Option<Value> {
        if words.contains(&text) {
            return Some(Value::Text(text.to_owned()));
        }
        let shown: String = text.chars().take(40).collect();
        let message = format!("`{}` cannot be `{shown}`", key.name);
        let help = match nearest(text, words.iter().copied()) {
            Some(word) => format!("did you mean `{word}`?"),
            None => format!("it is one of {}", super::keys::quoted(words)),
        };
        self.problems.error(at, "bad-value", message, Some(help));
        None
    }

    fn whole(
        &mut self,
        key: &Key,
        (least, most): (i64, i64),
        number: &DeInteger<'_>,
        at: At,
    ) -> Option<Value> {
        let read = i64::from_str_radix(number.as_str(), number.radix()).ok();
        match read.filter(|value| (least..=most).contains(value)) {
            Some(value) => Some(Value::Whole(value)),
            None => {
                self.out_of_range(key, &Kind::Whole { least, most }, at);
                None
            }
        }
    }

    fn ratio(&mut self, key: &Key, kind: &Kind, value: &DeValue<'_>, at: At) -> Option<f64> {
        let number = match value {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix())
                .ok()
                .map(|whole| whole as f64),
            DeValue::Float(number) => number.as_str().parse::<f64>().ok(),
            _ => None,
        };
        match number.filter(|ratio| (0.0..=1.0).contains(ratio)) {
            Some(ratio) => Some(ratio),
            None => {
                self.out_of_range(key, kind, at);
                None
            }
        }
    }

    fn out_of_range(&mut self, key: &Key, kind: &Kind, at: At) {
        let message = format!("`{}` must be {}", key.name, kind.words());
        self.problems
            .error(at, "out-of-range", message, Some(example(key)));
    }

    fn quantity(
        &mut self,
        key: &Key,
        text: &str,
        read: Result<Value, UnitError>,
        units: &str,
        at: At,
    ) -> Option<Value> {
        let name = key.name;
        let shown: String = text.chars().take(40).collect();
        let (code, message) = match read {
            Ok(value) => return Some(value),
            Err(UnitError::NoNumber) => (
                "bad-value",
                format!("`{name}` must be a number with a unit, not `{shown}`"),
            ),
            Err(UnitError::NoUnit) => ("bad-unit", format!("`{shown}` has no unit")),
            Err(UnitError::UnknownUnit(unit)) => ("bad-unit", format!("unknown unit `{unit}`")),
            Err(UnitError::Nothing) => (
                "out-of-range",
                format!("`{name}` must be more than nothing"),
            ),
            Err(UnitError::TooLarge) => (
                "out-of-range",
                format!("`{shown}` is more than can be simulated"),
            ),
        };
        let help = format!("units are {units}; {}", example(key));
        self.problems.error(at, code, message, Some(help));
        None
    }

    fn length(
        &mut self,
        key: &Key,
        (least, most): (usize, usize),
        found: usize,
        at: At,
    ) -> Option<()> {
        if (least..=most).contains(&found) {
            return Some(());
        }
        let allowed = match (least, most) {
            (0, most) => format!("at most {most}"),
            (least, most) if least == most => format!("{least}"),
            (least, most) => format!("{least} to {most}"),
        };
        let message = format!("`{}` has {found} entries, not {allowed}", key.name);
        let code = if found > most {
            "too-many"
        } else {
            "out-of-range"
        };
        self.problems.error(at, code, message, Some(example(key)));
        None
    }

    fn wrong_type(&mut self, key: &Key, found: &DeValue<'_>, at: At) {
        let message = format!(
            "`{}` must be {}, not {}",
            key.name,
            key.kind.words(),
            words_for(found)
        );
        self.problems
            .error(at, "wrong-type", message, Some(example(key)));
    }
}

/// The section that has a key of this name, when it stands in a wrong one.
fn elsewhere(name: &str) -> Option<&'static Section> {
    let sections = reference().into_iter();
    let mut sections = sections.filter(|section| !section.header.is_empty());
    sections.find(|section| section.key(name).is_some())
}

/// Reports each key that must be there and is not.
pub fn require(problems: &mut Problems<'_>, fields: &Fields) {
    let section = fields.section;
    let needed = section.keys().filter(|key| key.default.is_none());
    for key in needed.filter(|key| !fields.has(key.name)) {
        let (header, words) = (fields.header(), key.kind.words());
        let message = format!("{header} has no `{}`: {words}", key.name);
        problems.error(fields.at, "missing-key", message, Some(example(key)));
    }
}

/// Whether a value of this type is meant for this kind.
fn accepts(kind: &Kind, value: &DeValue<'_>) -> bool {
    match value {
        DeValue::String(_) => matches!(
            kind,
            Kind::Text | Kind::Lines | Kind::OneOf(_) | Kind::Duration | Kind::Bandwidth
        ),
        DeValue::Integer(_) | DeValue::Float(_) => {
            matches!(kind, Kind::Whole { .. } | Kind::Ratio | Kind::Probability)
        }
        DeValue::Boolean(_) => matches!(kind, Kind::Flag),
        DeValue::Array(_) => matches!(kind, Kind::List { .. }),
        DeValue::Table(_) => matches!(kind, Kind::Table(_) | Kind::Tables(_) | Kind::Texts),
        DeValue::Datetime(_) => false,
    }
}

fn words_for(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// A valid use of a key, for a message.
pub fn example(key: &Key) -> String {
    format!("for example: {}", key.example)
}
