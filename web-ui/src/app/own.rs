//! One's own texts: every text that somebody has changed is kept, in this
//! session and by the browser, with the files beside it. Opening something else
//! loses nothing.

use std::rc::Rc;

use super::document::{self, Document};
use super::share;
use super::state::State;

/// A text that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Own {
    /// Which: the millisecond at which it was first kept.
    pub id: u64,
    /// When it was kept last, in milliseconds.
    pub at: u64,
    /// The same for people.
    pub when: String,
    /// The file's name.
    pub name: String,
    /// Text and files, as a link has them.
    pub packed: String,
}

/// Texts kept: a term's exercises. The one not touched for longest goes.
pub const MOST: usize = 12;

/// Notes down the opened text if it was changed since the last time; says
/// which is to be kept by the browser, and which it can forget.
pub fn keep(state: &mut State, now: u64, when: &dyn Fn(u64) -> String) -> Option<(Own, Vec<u64>)> {
    let document = state.document.as_mut()?;
    if !std::mem::take(&mut document.unkept) {
        return None;
    }
    let is_free = |id: &u64| state.own.iter().all(|own| own.id != *id);
    let id = document.own.or_else(|| (now..).find(is_free))?;
    document.own = Some(id);
    let own = Own {
        id,
        at: now,
        when: when(now),
        name: document.name.clone(),
        packed: share::write_text(document),
    };
    let list = Rc::make_mut(&mut state.own);
    list.retain(|old| old.id != id);
    list.insert(0, own.clone());
    let forgotten = list.drain(MOST.min(list.len())..).map(|old| old.id);
    Some((own, forgotten.collect()))
}

/// What the browser kept, as `(id, kept)` in any order.
pub fn remember(state: &mut State, kept: Vec<(u64, String)>, when: &dyn Fn(u64) -> String) {
    let own = |(id, kept): (u64, String)| {
        let (at, packed) = kept.split_once('\n')?;
        let at: u64 = at.parse().ok()?;
        Some(Own {
            id,
            at,
            when: when(at),
            name: share::read(packed).ok()?.name,
            packed: packed.to_owned(),
        })
    };
    let mut list: Vec<Own> = kept.into_iter().filter_map(own).collect();
    list.sort_unstable_by_key(|own| std::cmp::Reverse((own.at, own.id)));
    list.truncate(MOST);
    state.own = Rc::new(list);
}

/// How the browser is to keep it.
pub fn stored(own: &Own) -> String {
    format!("{}\n{}", own.at, own.packed)
}

/// What the browser is to keep when the page is left in the middle of a word.
pub fn left(state: &State, now: u64) -> Option<(u64, String)> {
    let document = state.document.as_ref().filter(|it| it.unkept)?;
    let id = document.own?;
    Some((id, format!("{now}\n{}", share::write_text(document))))
}

/// One of them, as it was kept last.
pub fn text(state: &State, id: u64) -> Option<Document> {
    let found = state.own.iter().find(|own| own.id == id)?;
    let moment = share::read(&found.packed).ok()?;
    let text = moment.text.unwrap_or_default();
    Some(Document::new(&moment.name, &text, moment.beside))
}

/// Opens one of them again.
pub fn open(state: &mut State, id: u64) {
    let Some(kept) = text(state, id) else { return };
    document::open(state, &kept.name, &kept.text, kept.beside);
    if let Some(document) = &mut state.document {
        document.edited = true;
        document.own = Some(id);
    }
    state.view.editor = true;
}

/// Keeps one of them no longer, if somebody means it; true if it is gone.
pub fn forget(state: &mut State, id: u64, asks: &dyn Fn(&str) -> bool) -> bool {
    let Some(own) = state.own.iter().find(|own| own.id == id) else {
        return false;
    };
    if !asks(&format!("Delete {} for ever?", own.name)) {
        return false;
    }
    Rc::make_mut(&mut state.own).retain(|own| own.id != id);
    // If it is open it is a text that was never kept.
    if let Some(document) = state.document.as_mut().filter(|it| it.own == Some(id)) {
        document.own = None;
    }
    true
}

/// A name for a new text: `name`, or with a number if one's own has that name.
pub fn free_name(state: &State, name: &str) -> String {
    let opened = state.document.as_ref().map(Document::short_name);
    let taken = |name: &str| opened == Some(name) || state.own.iter().any(|own| own.name == name);
    let stem = name.strip_suffix(".toml").unwrap_or(name);
    let numbered = (2..).map(|number| format!("{stem}-{number}.toml"));
    std::iter::once(format!("{stem}.toml"))
        .chain(numbered)
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "title = \"Mine\"\n[process.p]\nprogram = 'print(1)'\n";

    fn written(state: &mut State, name: &str, text: &str, at: u64) -> (Own, Vec<u64>) {
        document::open(state, name, TEXT, Vec::new());
        document::edit(state, text.to_owned(), true);
        keep(state, at, &|at| at.to_string()).expect("it was changed")
    }

    #[test]
    fn what_was_written_is_there_when_something_else_is_open() {
        let mut state = State::default();
        let (first, _) = written(&mut state, "a.toml", "one", 5);
        let (second, _) = written(&mut state, "b.toml", "two", 5);
        assert_eq!((first.id, second.id), (5, 6));
        assert!(
            keep(&mut state, 7, &|_| String::new()).is_none(),
            "no change"
        );
        open(&mut state, 5);
        let document = state.document.as_ref().expect("a text");
        assert_eq!((&*document.text, document.own), ("one", Some(5)));
        assert_eq!(free_name(&state, "a.toml"), "a-2.toml");
        // It stays the same one when it is changed again, now the first.
        document::edit(&mut state, "one more".to_owned(), true);
        keep(&mut state, 9, &|_| String::new()).expect("a change");
        let ids: Vec<u64> = state.own.iter().map(|own| own.id).collect();
        assert_eq!(ids, [5, 6]);
        // Deleted only by those who mean it.
        assert!(!forget(&mut state, 6, &|_| false));
        assert!(forget(&mut state, 6, &|word| word.contains("b.toml")));
        assert_eq!(state.own.len(), 1);
        // After the page was left.
        let kept = state.own.iter().map(|own| (own.id, stored(own))).collect();
        let mut later = State::default();
        remember(&mut later, kept, &|_| String::new());
        open(&mut later, 5);
        assert_eq!(&*later.document.expect("a text").text, "one more");
    }

    #[test]
    fn the_oldest_goes() {
        let mut state = State::default();
        for at in 0..MOST as u64 {
            assert!(written(&mut state, "a.toml", "x", at).1.is_empty());
        }
        assert_eq!(written(&mut state, "a.toml", "x", 90).1, [0]);
        assert_eq!(state.own.len(), MOST);
    }
}
