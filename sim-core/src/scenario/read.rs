//! From TOML to typed values, directed by the table in `keys`: every unknown
//! key, wrong type, bad unit and value out of range is reported with its
//! place, and reading goes on. Rules between several keys are not known here.

use std::collections::BTreeMap;

use toml::Spanned;
use toml::de::{DeInteger, DeTable, DeValue};

use super::keys::{FILE, Key, Kind, Section};
use super::problems::{At, Problems, did_you_mean, nearest};
use super::units::{self, UnitError};
use crate::base::Span;

/// Most syntax errors of one file that are reported: after the first few they
/// are consequences.
const SYNTAX_ERRORS: usize = 20;

/// A value that fits its kind.
#[derive(Clone, Debug)]
pub enum Value {
    /// `Text`, `Lines`, `OneOf`.
    Text(String),
    /// `Whole`.
    Whole(i64),
    /// `Ratio`.
    Ratio(f64),
    /// `Probability`, in parts per million.
    Ppm(u32),
    /// `Flag`.
    Flag(bool),
    /// `Duration`.
    Span(Span),
    /// `Bandwidth`, in bits a second.
    Bandwidth(u64),
    /// `List`.
    List(Vec<Item>),
    /// `Table`.
    Table(Fields),
    /// `Texts` and `Tables`, in order of the file.
    Named(Vec<(Name, Item)>),
}

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Item {
    /// The value.
    pub value: Value,
    /// Its place.
    pub at: At,
}

/// A name and its place.
#[derive(Clone, Debug)]
pub struct Name {
    /// The name.
    pub text: String,
    /// Its place.
    pub at: At,
}

/// A table whose keys are all known and whose values fit their kinds.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The section it was read as.
    section: &'static Section,
    /// Its place: the header, or the table when it is written in place.
    pub at: At,
    items: BTreeMap<&'static str, (At, Item)>,
    /// Keys that are there but wrong: not to be reported as missing, too.
    bad: Vec<&'static str>,
}

impl Fields {
    /// A table without keys.
    pub fn empty(section: &'static Section, at: At) -> Fields {
        Fields {
            section,
            at,
            items: BTreeMap::new(),
            bad: Vec::new(),
        }
    }

    /// The value of `key`, if it is there and right.
    pub fn item(&self, key: &str) -> Option<&Item> {
        assert!(
            self.section.key(key).is_some(),
            "invariant: `{key}` is a key of {}",
            self.section.header
        );
        self.items.get(key).map(|(_, item)| item)
    }

    /// The place of the name `key`, if it is there and right.
    pub fn key_at(&self, key: &str) -> Option<At> {
        self.items.get(key).map(|(at, _)| *at)
    }

    /// True if `key` is there, right or wrong.
    pub fn has(&self, key: &str) -> bool {
        self.item(key).is_some() || self.bad.contains(&key)
    }

    /// The header of its section, for a message.
    pub fn header(&self) -> String {
        match self.section.header {
            "" => "the file".to_owned(),
            header => format!("`{header}`"),
        }
    }

    /// A valid use of `key`, for a message.
    pub fn example(&self, key: &str) -> Option<String> {
        self.section.key(key).map(example)
    }

    /// True if it has no key, right or wrong.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty() && self.bad.is_empty()
    }

    /// Its keys that are there and right, by name.
    pub fn keys(&self) -> impl Iterator<Item = &'static str> + '_ {
        self.items.keys().copied()
    }

    /// Adds a value of another file's table, unless this one has the key.
    pub fn adopt(&mut self, key: &'static str, at: At, item: Item) {
        self.items.entry(key).or_insert((at, item));
    }

    /// Takes a value out.
    pub fn take(&mut self, key: &str) -> Option<(At, Item)> {
        self.items.remove(key)
    }

    /// Puts a value in.
    pub fn put(&mut self, key: &'static str, at: At, item: Item) {
        self.items.insert(key, (at, item));
    }

    /// A text with its place.
    pub fn text(&self, key: &str) -> Option<(&str, At)> {
        let item = self.item(key)?;
        item.text().map(|text| (text, item.at))
    }

    /// A text of its own.
    pub fn string(&self, key: &str) -> Option<String> {
        self.text(key).map(|(text, _)| text.to_owned())
    }

    /// A whole number.
    pub fn whole(&self, key: &str) -> Option<i64> {
        match self.item(key)?.value {
            Value::Whole(number) => Some(number),
            _ => None,
        }
    }

    /// A flag.
    pub fn flag(&self, key: &str) -> Option<bool> {
        match self.item(key)?.value {
            Value::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A duration.
    pub fn span(&self, key: &str) -> Option<Span> {
        match self.item(key)?.value {
            Value::Span(span) => Some(span),
            _ => None,
        }
    }

    /// A probability in parts per million.
    pub fn ppm(&self, key: &str) -> Option<u32> {
        match self.item(key)?.value {
            Value::Ppm(ppm) => Some(ppm),
            _ => None,
        }
    }

    /// A bandwidth in bits a second.
    pub fn bandwidth(&self, key: &str) -> Option<u64> {
        match self.item(key)?.value {
            Value::Bandwidth(bits) => Some(bits),
            _ => None,
        }
    }

    /// A list; empty if there is none.
    pub fn list(&self, key: &str) -> &[Item] {
        match self.item(key).map(|item| &item.value) {
            Some(Value::List(items)) => items,
            _ => &[],
        }
    }

    /// The texts of a list, or of a single text in its place, with places.
    pub fn texts(&self, key: &str) -> Vec<(&str, At)> {
        let items = match self.item(key) {
            Some(item) if item.text().is_some() => std::slice::from_ref(item),
            _ => self.list(key),
        };
        let texts = items.iter();
        texts
            .filter_map(|item| item.text().map(|text| (text, item.at)))
            .collect()
    }

    /// The texts of a list, without places.
    pub fn strings(&self, key: &str) -> Vec<String> {
        let texts = self.texts(key).into_iter();
        texts.map(|(text, _)| text.to_owned()).collect()
    }

    /// The tables of a list of tables.
    pub fn tables(&self, key: &str) -> impl Iterator<Item = &Fields> {
        self.list(key).iter().filter_map(Item::table)
    }

    /// A table.
    pub fn table(&self, key: &str) -> Option<&Fields> {
        self.item(key)?.table()
    }

    /// Entries by name; empty if there are none.
    pub fn named(&self, key: &str) -> &[(Name, Item)] {
        match self.item(key).map(|item| &item.value) {
            Some(Value::Named(entries)) => entries,
            _ => &[],
        }
    }
}

impl Item {
    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The table, if it is one.
    pub fn table(&self) -> Option<&Fields> {
        match &self.value {
            Value::Table(fields) => Some(fields),
            _ => None,
        }
    }
}

/// Reads one text as a scenario. The keys that the top of a file must have are
/// not asked for, because an included file may have them. `whole` is false for
/// an included file, which may be empty.
pub fn read_file(problems: &mut Problems<'_>, file: usize, whole: bool) -> Fields {
    let text = &problems.text(file).text;
    let (table, errors) = DeTable::parse_recoverable(text);
    let before = problems.errors();
    for error in errors.iter().take(SYNTAX_ERRORS) {
        report_syntax(problems, file, error);
    }
    let at = At {
        file,
        start: 0,
        end: 0,
    };
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

fn report_syntax(problems: &mut Problems<'_>, file: usize, error: &toml::de::Error) {
    let end = problems.text(file).text.len();
    let span = error.span().unwrap_or(end..end);
    let at = At {
        file,
        start: span.start,
        end: span.end,
    };
    let (code, help) = match error.message() {
        "duplicate key" => (
            "duplicate-key",
            "each name can stand only once in a table: rename or remove one",
        ),
        _ => (
            "syntax",
            "a scenario is TOML: `key = value` lines under `[table]` headers, \
             texts in quotes, programs between ''' and '''",
        ),
    };
    problems.error(at, code, error.message().to_owned(), Some(help.into()));
}

struct Reader<'p, 'a> {
    problems: &'p mut Problems<'a>,
    file: usize,
    /// Whether missing keys are reported.
    missing: bool,
}

impl Reader<'_, '_> {
    fn at(&self, span: std::ops::Range<usize>) -> At {
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
        let names: Vec<&'static str> = section.keys().map(|key| key.name).collect();
        let place = match section.header {
            "" => "at the top of the file".to_owned(),
            header => format!("in `{header}`"),
        };
        let shown: String = name.chars().take(40).collect();
        let message = format!("unknown key `{shown}` {place}");
        self.problems
            .error(at, "unknown-key", message, did_you_mean(name, &names));
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
        entries.sort_by_key(|(name, _)| name.at);
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
        entries.sort_by_key(|(name, _)| name.at);
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

fn example(key: &Key) -> String {
    format!("for example: {}", key.example)
}
