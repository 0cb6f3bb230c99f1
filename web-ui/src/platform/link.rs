//! Links and hand-outs: a moment's text packed small into an address or a page,
//! and taken out again. Nothing is sent anywhere: the part of an address after
//! the hash stays in the browser.

use js_sys::{Array, ArrayBuffer, Function, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Blob, ReadableStream, ReadableWritablePair, Response};
use yew::Callback;

use crate::base64::{base64, from_base64};

/// What stands before the packed text; the digit is the version of the packing.
const MARK: &str = "m1.";
/// Characters of a packed text: a scenario of the greatest size is shorter.
const LONGEST: usize = 4_000_000;
/// Where the site keeps the page as one file.
const SINGLE: &str = "mailroom.html";

/// Packs a text into a link to this page.
pub fn pack(text: String, done: Callback<String>) {
    spawn_local(async move {
        if let (Some(packed), Some(here)) = (packed(&text).await, address()) {
            done.emit(format!("{here}#{packed}"));
        }
    });
}

/// What this page's own address, or the hand-out it is, says to open.
pub fn read_address(open: Callback<Result<String, String>>) {
    let hash = super::window().and_then(|window| window.location().hash().ok());
    let hash = hash.unwrap_or_default();
    let start = super::document().and_then(|document| document.get_element_by_id("start"));
    let inside = start.and_then(|start| start.text_content());
    let packed = match hash.strip_prefix('#') {
        Some(packed) if !packed.is_empty() => packed.to_owned(),
        _ => match inside {
            Some(inside) => inside.trim().to_owned(),
            None => return,
        },
    };
    spawn_local(async move { open.emit(unpacked(&packed).await) });
}

/// Copies a link for pasting elsewhere.
pub fn copy(text: &str, done: Callback<()>) {
    let Some(window) = super::window() else {
        return;
    };
    let promise = window.navigator().clipboard().write_text(text);
    spawn_local(async move {
        if JsFuture::from(promise).await.is_ok() {
            done.emit(());
        }
    });
}

/// Saves the page as one file that opens at this moment.
pub fn hand_out(text: String, name: String, failed: Callback<String>) {
    spawn_local(async move {
        match (packed(&text).await, single_page().await) {
            (Some(packed), Some((before, after))) => {
                let start = format!("<script type=\"text/plain\" id=\"start\">{packed}</script>");
                super::files::save(&name, &format!("{before}{start}{after}"));
            }
            _ => failed.emit(format!(
                "The page as one file ({SINGLE}) could not be read from beside this one; a link works all the same."
            )),
        }
    });
}

/// The page as one file, cut where its moment belongs.
async fn single_page() -> Option<(String, String)> {
    let document = super::document()?;
    let page = if document.get_element_by_id("module").is_some() {
        // This is the single file itself: its head is as it was written.
        if let Some(start) = document.get_element_by_id("start") {
            start.remove();
        }
        let head = document.head()?.inner_html();
        format!("<!doctype html><html lang=\"en\"><head>{head}</head><body></body></html>")
    } else {
        let response = JsFuture::from(super::window()?.fetch_with_str(SINGLE))
            .await
            .ok()?;
        let response: Response = response.dyn_into().ok()?;
        let text: Promise = response
            .ok()
            .then(|| response.text())?
            .ok()?
            .unchecked_into();
        JsFuture::from(text).await.ok()?.as_string()?
    };
    let (before, after) = page.split_once("</head>")?;
    Some((before.to_owned(), format!("</head>{after}")))
}

fn address() -> Option<String> {
    let href = super::window()?.location().href().ok()?;
    Some(href.split('#').next().unwrap_or_default().to_owned())
}

async fn packed(text: &str) -> Option<String> {
    let bytes = through(text.as_bytes(), "CompressionStream").await?;
    Some(format!("{MARK}{}", base64(&bytes)))
}

async fn unpacked(packed: &str) -> Result<String, String> {
    let altered = "it was cut short or altered on its way";
    let Some(digits) = packed.strip_prefix(MARK) else {
        let newer = packed.starts_with('m') && packed.contains('.');
        return Err(if newer {
            "it was made by a newer Mailroom".to_owned()
        } else {
            altered.to_owned()
        });
    };
    if digits.len() > LONGEST {
        return Err("it is too long".to_owned());
    }
    let bytes = from_base64(digits).ok_or(altered)?;
    let bytes = through(&bytes, "DecompressionStream")
        .await
        .ok_or(altered)?;
    String::from_utf8(bytes).map_err(|_| altered.to_owned())
}

/// Bytes sent through a transforming stream of the browser, by gzip's rules.
async fn through(bytes: &[u8], class: &str) -> Option<Vec<u8>> {
    let class: Function = Reflect::get(&js_sys::global(), &class.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let stream = Reflect::construct(&class, &Array::of1(&"gzip".into())).ok()?;
    let pair: &ReadableWritablePair = stream.unchecked_ref();
    let array = Uint8Array::from(bytes);
    let blob = Blob::new_with_u8_array_sequence(&Array::of1(&array)).ok()?;
    let stream: ReadableStream = blob.stream().pipe_through(pair);
    let response = Response::new_with_opt_readable_stream(Some(&stream)).ok()?;
    let buffer: Promise = response.array_buffer().ok()?.unchecked_into();
    let buffer: JsValue = JsFuture::from(buffer).await.ok()?;
    let buffer: ArrayBuffer = buffer.dyn_into().ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
