//! A drawing of the page as an SVG file of its own: the element as it is, with
//! the page's style rules inside.

use wasm_bindgen::JsCast;
use web_sys::{CssStyleSheet, Element};

/// The drawing that `selector` finds, and below it the one that `below` finds;
/// empty if there is none.
pub fn of(selector: &str, below: Option<&str>) -> String {
    drawing(selector, below).unwrap_or_default()
}

fn drawing(selector: &str, below: Option<&str>) -> Option<String> {
    let document = super::document()?;
    let copy = copy(&document, selector)?;
    if let Some(under) = below.and_then(|below| self::copy(&document, below)) {
        put_under(&copy, &under)?;
    }
    // Documents are light, whatever the page is.
    copy.set_attribute("data-theme", "light").ok()?;
    copy.set_attribute("xmlns", "http://www.w3.org/2000/svg")
        .ok()?;
    let style = document.create_element("style").ok()?;
    style.set_text_content(Some(&rules(&document)));
    copy.prepend_with_node_1(&style).ok()?;
    Some(copy.outer_html())
}

fn copy(document: &web_sys::Document, selector: &str) -> Option<Element> {
    let element = document.query_selector(selector).ok()??;
    Some(element.clone_node_with_deep(true).ok()?.unchecked_into())
}

/// Makes room below a drawing for another one of its width.
fn put_under(drawing: &Element, under: &Element) -> Option<()> {
    let (wide, high) = extent(drawing)?;
    let (own_wide, own_high) = extent(under)?;
    let set =
        |element: &Element, name: &str, value: String| element.set_attribute(name, &value).ok();
    set(under, "y", high.to_string())?;
    set(under, "width", own_wide.to_string())?;
    set(under, "height", own_high.to_string())?;
    drawing.append_child(under).ok()?;
    set(
        drawing,
        "viewBox",
        format!("0 0 {wide} {}", high + own_high),
    )?;
    drawing.remove_attribute("width").ok()?;
    drawing.remove_attribute("height").ok()
}

/// Width and height that a drawing has inside.
fn extent(drawing: &Element) -> Option<(f64, f64)> {
    let written = drawing.get_attribute("viewBox")?;
    let mut numbers = written.split(' ').skip(2).map(str::parse);
    Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
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
