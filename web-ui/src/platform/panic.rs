//! After a bug in the core nothing of the program may run any more, so the panel
//! that says so is written straight into the document, from what was noted
//! before each call: seed, scenario, step, and the text.
//!
//! The small module that people load carries no words for its bugs: it stops, and
//! the browser tells the page with which functions of the module on the stack. So
//! it does where a stack is too deep or the memory is full. A module that has the
//! words (`trunk serve`, Debian's compiler) says them itself, before.

use std::cell::RefCell;

use wasm_bindgen::JsValue;
use web_sys::{Document, Element};

use super::events::Listener;

/// How many bytes of the browser's words are shown.
const MOST_WORDS: usize = 1_500;

/// What is needed to replay a run.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Note {
    /// The scenario's title.
    pub title: String,
    /// The run's seed.
    pub seed: u64,
    /// The cursor.
    pub step: u64,
    /// The scenario's text.
    pub text: String,
}

thread_local! {
    static NOTE: RefCell<Note> = RefCell::default();
}

/// Shows a panel when the program has a bug. To be called before the root
/// component is made, which would otherwise install a hook of its own.
pub fn install() {
    yew::set_custom_panic_hook(Box::new(|info| tell(&info.to_string())));
    // An error in an event, and one in what had to be waited for.
    for (kind, part) in [("error", "error"), ("unhandledrejection", "reason")] {
        let window = web_sys::window().map(Into::into);
        let listener = Listener::at(window, kind, move |event| {
            if let Some(words) = words_of_the_module(&event, part) {
                tell(&words);
            }
        });
        // For as long as the page is open.
        std::mem::forget(listener);
    }
}

/// The browser's words on an error, if the module was running when it came.
fn words_of_the_module(event: &JsValue, part: &str) -> Option<String> {
    let of = |value: &JsValue, part: &str| js_sys::Reflect::get(value, &part.into()).ok();
    let error = of(event, part)?;
    let stack = of(&error, "stack")?.as_string()?;
    if !stack.contains("wasm-function") {
        return None;
    }
    let message = of(&error, "message")?.as_string()?;
    let mut words = if stack.contains(&message) {
        stack
    } else {
        format!("{message}\n{stack}")
    };
    words.truncate(words.floor_char_boundary(MOST_WORDS));
    Some(words)
}

fn tell(bug: &str) {
    let note = NOTE.with(|note| note.try_borrow().map(|n| n.clone()).unwrap_or_default());
    let report = format!(
        "scenario  {}\nseed      {}\nstep      {}\nbug       {bug}\n",
        note.title, note.seed, note.step
    );
    web_sys::console::error_1(&report.as_str().into());
    show(&report, &note.text);
}

/// Remembers where the run is.
pub fn note(seed: u64, step: u64) {
    NOTE.with(|note| {
        let mut note = note.borrow_mut();
        (note.seed, note.step) = (seed, step);
    });
}

/// Remembers which text is opened.
pub fn note_text(title: &str, text: &str) {
    NOTE.with(|note| {
        let mut note = note.borrow_mut();
        note.title = title.to_owned();
        note.text = text.to_owned();
    });
}

fn show(report: &str, text: &str) -> Option<()> {
    let document = super::document()?;
    if document.get_element_by_id("bug").is_some() {
        return None;
    }
    let panel = child(&document, &document.body()?.into(), "section", "")?;
    panel.set_id("bug");
    panel.set_attribute("role", "alert").ok()?;
    child(
        &document,
        &panel,
        "h2",
        "Mailroom has a bug, and this run met it",
    )?;
    child(
        &document,
        &panel,
        "p",
        "With these lines it can be replayed. Your text is below, whole: copy what you need, then load the page again.",
    )?;
    child(&document, &panel, "pre", report)?;
    let area = child(&document, &panel, "textarea", text)?;
    area.set_attribute("readonly", "").ok()?;
    area.set_attribute("aria-label", "The scenario's text")
        .ok()?;
    let again = child(&document, &panel, "a", "Load the page again")?;
    again.set_attribute("href", "").ok()?;
    Some(())
}

fn child(document: &Document, parent: &Element, tag: &str, text: &str) -> Option<Element> {
    let element = document.create_element(tag).ok()?;
    element.set_text_content(Some(text));
    parent.append_child(&element).ok()?;
    Some(element)
}
