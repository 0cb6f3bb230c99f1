//! Where somebody is, so that loading the page again loses nothing: the moment as
//! a link has it, and which of one's own texts is open. It is the browser's to
//! keep, for one tab and as long as that is open.

use super::own;
use super::share;
use super::state::State;

/// Where somebody is; nowhere without a text.
pub fn write(state: &State) -> Option<String> {
    let own = state.document.as_ref()?.own;
    let own = own.map_or(String::new(), |id| id.to_string());
    let editor = u8::from(state.view.editor);
    Some(format!("{own} {editor}\n{}", share::write(state)?))
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
    let (own, editor) = head.split_once(' ').unwrap_or_default();
    state.view.editor |= editor == "1";
    let own = own
        .parse()
        .ok()
        .filter(|id| own::text(state, *id).is_some());
    if let (Some(document), Some(own)) = (&mut state.document, own) {
        document.edited = true;
        document.own = Some(own);
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
        state.view.editor = true;
        let kept = write(&state).expect("a text is open");
        let mut later = State::default();
        let texts = state.own.iter().map(|own| (own.id, own::stored(own)));
        own::remember(&mut later, texts.collect(), &|_| String::new());
        open(&mut later, &kept);
        let document = later.document.as_ref().expect("it is open again");
        assert_eq!((document.own, document.edited), (Some(5), true));
        assert!(document.text.contains("print(2)"));
        assert!(later.view.editor && later.notice.is_none());
        // The text may have been deleted in another window.
        later.own = Default::default();
        open(&mut later, &kept);
        assert_eq!(later.document.expect("it is open").own, None);
        for nothing in ["", "5 1", "5 1\nnot a moment"] {
            let mut state = State::default();
            open(&mut state, nothing);
            assert!(
                state.document.is_none() && state.notice.is_none(),
                "{nothing}"
            );
        }
    }
}
