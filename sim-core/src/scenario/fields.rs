//! Values that fit their kinds, with their places: what reading a file comes
//! to, and how the rest of this room looks into it.

use crate::base::Map;

use super::keys::Section;
use super::problems::At;
use super::read::example;
use crate::base::Span;

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
    pub section: &'static Section,
    /// Its place: the header, or the table when it is written in place.
    pub at: At,
    items: Map<&'static str, (At, Item)>,
    /// Keys that are there but wrong: not to be reported as missing, too.
    pub bad: Vec<&'static str>,
}

impl Fields {
    /// A table without keys.
    pub fn empty(section: &'static Section, at: At) -> Fields {
        Fields {
            section,
            at,
            items: Map::new(),
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
