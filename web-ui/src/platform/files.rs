//! Files of the user: chosen or dropped, read as text.

use js_sys::{Promise, Uint8Array};
use sim_core::base::limits::SCENARIO_BYTES;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, DragEvent, Event, File, FileList, HtmlElement, HtmlInputElement, Url};
use yew::Callback;

use super::events::Listener;
use crate::engine::text_of;

/// Most files taken at once: a scenario and what is beside it.
const MOST_FILES: u32 = 64;

/// A file as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// Files that were read, or why one was not.
pub type Taken = Result<Vec<TextFile>, String>;

/// Reads the files that were chosen in an `<input type="file">`.
pub fn chosen(event: &Event, send: &Callback<Taken>) {
    let input: Option<HtmlInputElement> = event.target().and_then(|t| t.dyn_into().ok());
    if let Some(input) = input {
        if let Some(files) = input.files() {
            read(files, send.clone());
        }
        // So that the same file can be chosen again.
        input.set_value("");
    }
}

/// Takes files that are dropped anywhere on the page.
pub fn listen_for_drops(send: Callback<Taken>) -> [Listener; 2] {
    let over = Listener::new("dragover", |event| event.prevent_default());
    let drop = Listener::new("drop", move |event| {
        event.prevent_default();
        let dropped = event.dyn_ref::<DragEvent>().and_then(|e| e.data_transfer());
        if let Some(files) = dropped.and_then(|data| data.files()) {
            read(files, send.clone());
        }
    });
    [over, drop]
}

/// Saves a text as a file where the browser saves files.
pub fn save(name: &str, text: &str) {
    save_part(name, &text.into());
}

/// The same with bytes.
pub fn save_bytes(name: &str, bytes: &[u8]) {
    save_part(name, &Uint8Array::from(bytes));
}

fn save_part(name: &str, part: &wasm_bindgen::JsValue) {
    let parts = js_sys::Array::of1(part);
    // The parts of a blob may be texts and arrays of bytes alike.
    let Ok(blob) = Blob::new_with_u8_array_sequence(&parts) else {
        return;
    };
    let Ok(address) = Url::create_object_url_with_blob(&blob) else {
        return;
    };
    if let Some(document) = super::document()
        && let Ok(element) = document.create_element("a")
        && element.set_attribute("href", &address).is_ok()
        && element.set_attribute("download", name).is_ok()
    {
        element.unchecked_into::<HtmlElement>().click();
    }
    // The click has begun the download by now.
    let _ = Url::revoke_object_url(&address);
}

fn read(files: FileList, send: Callback<Taken>) {
    let count = files.length().min(MOST_FILES);
    let files: Vec<File> = (0..count).filter_map(|at| files.get(at)).collect();
    spawn_local(async move {
        let mut texts = Vec::new();
        for file in files {
            match text(&file).await {
                Ok(text) => texts.push(TextFile {
                    name: file.name(),
                    text,
                }),
                Err(word) => send.emit(Err(word)),
            }
        }
        if !texts.is_empty() {
            send.emit(Ok(texts));
        }
    });
}

async fn text(file: &File) -> Result<String, String> {
    let name = file.name();
    if file.size() > SCENARIO_BYTES as f64 {
        return Err(format!(
            "{name} has {:.1} MB; a scenario or a program may have {} MB",
            file.size() / 1e6,
            SCENARIO_BYTES / 1_000_000
        ));
    }
    let promise: Promise = file.array_buffer().unchecked_into();
    match JsFuture::from(promise).await {
        Ok(bytes) => text_of(&name, Uint8Array::new(&bytes).to_vec()),
        Err(_) => Err(format!("{name} could not be read")),
    }
}
