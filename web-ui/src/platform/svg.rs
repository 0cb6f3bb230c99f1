//! A drawing of the page as an SVG file of its own: the element as it is, with
//! the page's style rules inside.

use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element};

/// The drawing that `selector` finds; empty if there is none.
pub fn of(selector: &str) -> String {
    drawing(selector).unwrap_or_default()
}

fn drawing(selector: &str) -> Option<String> {
    let document = super::document()?;
    let element = document.query_selector(selector).ok()??;
    let copy: Element = element.clone_node_with_deep(true).ok()?.unchecked_into();
    let root = document.document_element()?;
    for name in ["data-theme", "data-mode"] {
        if let Some(value) = root.get_attribute(name) {
            copy.set_attribute(name, &value).ok()?;
        }
    }
    copy.set_attribute("xmlns", "http://www.w3.org/2000/svg")
        .ok()?;
    let style = document.create_element("style").ok()?;
    style.set_text_content(Some(&rules(&document)));
    copy.prepend_with_node_1(&style).ok()?;
    Some(copy.outer_html())
}

/// The text of all style rules of the page.
fn rules(document: &web_sys::Document) -> String {
    let sheets = document.style_sheets();
    let mut text = String::new();
    for at in 0..sheets.length() {
        let sheet = sheets
            .get(at)
            .and_then(|s| s.dyn_into::<CssStyleSheet>().ok());
        let Some(rules) = sheet.and_then(|sheet| sheet.css_rules().ok()) else {
            continue;
        };
        for rule in 0..rules.length() {
            if let Some(rule) = rules.get(rule) {
                text.push_str(&rule.css_text());
                text.push('\n');
            }
        }
    }
    // What is drawn is a card's colour on the page; a file has no page below.
    text.push_str("svg{background:var(--paper);font-family:var(--sans)}");
    text
}
