//! Where somebody is, so that loading the page again loses nothing: the moment as
//! a link has it, and which of one's own texts is open. It is the browser's to
//! keep, for one tab and as long as that is open.

use super::own;
use super::share;
use super::state::State;

/// Where somebody is; nowhere without a text.
pub fn write(state: &State) -> Option<String> {
    let document = state.document.as_ref()?;
    let own = document.own.map_or(String::new(), |id| id.to_string());
    let (editor, unkept) = (state.view.editor, document.unkept);
    let moment = share::write(state)?;
    Some(format!("{own} {editor} {unkept}\n{moment}"))
}

/// Goes there again. What is no longer understood is passed over.
pub fn open(state: &mut State, kept: &str) {
    let Some((head, moment)) = kept.split_once('\n') else {
        return;
    };
    if share::read(moment).is_err() {
        return;
    }
    share::open(state, Ok(moment.to_owned()));
    let mut head = head.split(' ');
    let own = head.next().and_then(|id| id.parse().ok());
    let own = own.filter(|id| own::text(state, *id).is_some());
    let mut is_set = || head.next() == Some("true");
    state.view.editor |= is_set();
    if let Some(document) = &mut state.document {
        document.unkept = is_set();
        document.edited |= own.is_some() || document.unkept;
        document.own = own;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::document;

    const TEXT: &str = "title = \"Mine\"\n[process.p]\nprogram = 'print(1)'\n";

    #[test]
    fn loading_the_page_again_leads_back() {
        let mut state = State::default();
        assert_eq!(write(&state), None);
        document::open(&mut state, "mine.toml", TEXT, Vec::new());
        document::edit(&mut state, TEXT.replace('1', "2"), true);
        own::keep(&mut state, 5, &|_| String::new()).expect("it was changed");
        // In the middle of a word.
        document::edit(&mut state, TEXT.replace('1', "23"), true);
        let (id, stored) = own::left(&state, 9).expect("it was changed again");
        assert_eq!(id, 5);
        state.view.editor = true;
        let kept = write(&state).expect("a text is open");
        let mut later = State::default();
        own::remember(&mut later, vec![(id, stored)], &|_| String::new());
        open(&mut later, &kept);
        let document = later.document.as_ref().expect("it is open again");
        assert_eq!((document.own, document.edited), (Some(5), true));
        let twin = own::text(&later, 5).expect("it is one's own");
        assert!(
            [&document.text, &twin.text]
                .iter()
                .all(|it| it.contains("print(23)"))
        );
        assert!(later.view.editor && later.notice.is_none());
        // The text may have been deleted in another window.
        later.own = Default::default();
        open(&mut later, &kept);
        assert_eq!(later.document.expect("it is open").own, None);
        for nothing in ["", "5 true", "5 true\nnot a moment"] {
            let mut state = State::default();
            open(&mut state, nothing);
            assert!(
                state.document.is_none() && state.notice.is_none(),
                "{nothing}"
            );
        }
    }
}
