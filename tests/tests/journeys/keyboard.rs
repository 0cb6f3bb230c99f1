//! The page without a mouse: panels take the focus and give it back, every
//! message, queue and line of the stage is reached, one sentence is said for
//! each step; and the long press of a finger, which has no right button.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens a lesson as the keyboard does, and pauses it.
fn lesson(title: &str) -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let focus = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).focus();";
    page.run_js(focus, &[json!(title)])?;
    page.press(&["Enter"])?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    Ok(page)
}

/// True if the focus is on or in what `selector` finds.
fn focus_in(page: &Page, selector: &str) -> Result<bool> {
    let script = "return document.activeElement.closest(arguments[0]) !== null;";
    let found = page.run_js(script, &[json!(selector)])?;
    Ok(found == json!(true))
}

fn wait_for_focus(page: &Page, selector: &str) -> Result<()> {
    page.wait_for(&format!("the focus in {selector}"), |page| {
        focus_in(page, selector)
    })
}

/// Tab until the focus is there.
fn tab_to(page: &Page, selector: &str) -> Result<()> {
    for _ in 0..80 {
        if focus_in(page, selector)? {
            return Ok(());
        }
        page.press(&["Tab"])?;
    }
    anyhow::bail!("Tab does not lead to {selector}")
}

#[test]
fn a_message_is_found_selected_and_dropped() -> Result<()> {
    let page = lesson("The client comes first")?;
    wait_for_focus(&page, ".stage-area")?;
    for _ in 0..60 {
        if page.count(".stage .envelope")? > 0 {
            break;
        }
        page.press(&["ArrowRight"])?;
    }
    tab_to(&page, ".stage .envelope")?;
    page.press(&["Enter"])?;
    page.wait_for("the message and its tab", |page| {
        Ok(page.count(".envelope.selected")? == 1 && page.count(".message-tab .trip")? == 1)
    })?;
    ensure!(
        focus_in(&page, ".stage .envelope")?,
        "the focus stays on the envelope"
    );
    page.press(&["x"])?;
    wait_for_focus(&page, ".what-if h2")?;
    let drop = ".what-if button[title*='(D)']";
    tab_to(&page, drop)?;
    page.press(&["Enter"])?;
    page.wait_for("a second future", |page| {
        Ok(page.count(".timeline-tools option")? == 2)
    })?;
    page.press(&["Escape"])?;
    wait_for_focus(&page, ".stage-area")?;
    ensure!(page.count(".what-if")? == 0, "the panel is closed");
    page.check_quiet()
}

#[test]
fn the_arrows_lead_along_the_stage_and_still_step() -> Result<()> {
    let page = lesson("Slow subscriber, slow network")?;
    tab_to(&page, ".cards [role=button]")?;
    let name = "return document.activeElement.getAttribute('aria-label') ?? '';";
    let mut reached = Vec::new();
    for _ in 0..8 {
        reached.push(page.run_js(name, &[])?.as_str().unwrap_or("").to_owned());
        page.press(&["ArrowDown"])?;
    }
    let all: Vec<&str> = reached.iter().map(String::as_str).collect();
    ensure!(
        reached
            .iter()
            .any(|name| name.contains("running") || name.contains("line")),
        "processes are named with what they do: {all:?}"
    );
    let stops = "return [...document.querySelectorAll('[data-rove]')].filter(g => g.querySelector('[role=button]')).every(g => g.querySelectorAll('[tabindex=\"0\"]').length === 1);";
    ensure!(
        page.run_js(stops, &[])? == json!(true),
        "each group has one tab stop"
    );
    let clock = page.text(".clock")?;
    page.press(&["ArrowRight"])?;
    page.wait_for("a step", |page| Ok(page.text(".clock")? != clock))?;
    ensure!(focus_in(&page, ".cards")?, "a step leaves the focus there");
    page.press(&["Shift", "Tab"])?;
    tab_to(&page, ".tubes [role=button]")?;
    page.press(&["Enter"])?;
    wait_for_focus(&page, ".what-if h2")?;
    page.press(&["Escape"])?;
    wait_for_focus(&page, ".tubes [role=button]")?;
    page.check_quiet()
}

/// Keys that open something, and where the focus is then.
const PANELS: [(&str, &str); 8] = [
    ("x", ".what-if h2"),
    ("v", ".dock .panel h2"),
    ("l", ".library .lesson"),
    ("s", ".dock .panel h2"),
    ("g", "#go"),
    ("?", ".keys h2"),
    ("F1", "#search"),
    ("e", ".editor textarea"),
];

#[test]
fn panels_take_the_focus_and_give_it_back() -> Result<()> {
    let page = lesson("The client comes first")?;
    tab_to(&page, ".cards [role=button]")?;
    for (key, place) in PANELS {
        page.press(&[key])?;
        wait_for_focus(&page, place)?;
        if key == "e" {
            page.press(&["p"])?;
            page.wait_for("what was typed in the text", |page| {
                page.is_true("document.querySelector('.editor textarea').value.startsWith('p')")
            })?;
            page.press(&["Escape"])?;
        }
        page.press(&["Escape"])?;
        wait_for_focus(&page, ".cards [role=button]")?;
    }
    ensure!(
        page.attribute(":root", "data-mode")?.unwrap_or_default() != "projector",
        "what is typed is no key"
    );
    page.check_quiet()
}

#[test]
fn a_click_on_the_stage_leaves_the_space_bar_to_the_time() -> Result<()> {
    let page = lesson("The client comes first")?;
    page.click(".stage .card")?;
    let clock = page.text(".clock")?;
    page.press(&[" "])?;
    page.wait_for("it plays", |page| Ok(page.text(".clock")? != clock))?;
    page.check_quiet()
}

#[test]
fn each_step_is_said_once() -> Result<()> {
    let page = lesson("Who gets the job?")?;
    page.press(&["Enter"])?;
    let listen = "window.said = [];
        for (const region of document.querySelectorAll('[aria-live]:not([aria-live=off]), [role=status], [role=alert]'))
            new MutationObserver(() => window.said.push(region.className)).observe(region, { childList: true, subtree: true, characterData: true });
        new MutationObserver((all) => { for (const m of all) for (const n of m.addedNodes)
            if (n.matches?.('[role=status], [role=alert]')) window.said.push('new ' + n.className); }).observe(document.body, { childList: true, subtree: true });";
    page.run_js(listen, &[])?;
    for _ in 0..6 {
        let before = page.text(".caption-text")?;
        page.run_js("window.said = [];", &[])?;
        page.press(&["ArrowRight"])?;
        page.wait_for("the next sentence", |page| {
            Ok(page.text(".caption-text")? != before)
        })?;
        let said = page.run_js("return [...new Set(window.said)];", &[])?;
        ensure!(said == json!(["caption-text"]), "said by: {said}");
    }
    page.check_quiet()
}

#[test]
fn the_guides_are_read_beside_the_text() -> Result<()> {
    let page = lesson("The client comes first")?;
    page.press(&["e"])?;
    wait_for_focus(&page, ".editor textarea")?;
    page.press(&["F1"])?;
    wait_for_focus(&page, "#search")?;
    let [x, _, wide, _] = page.rectangle(".dock .guide")?;
    let text = page.rectangle(".editor")?;
    ensure!(text[0] + text[2] <= x + 1.0, "beside each other");
    ensure!(wide > 300.0, "wide enough to read: {wide}");
    page.type_into("#search", "high-water mark")?;
    page.wait_for("what is found", |page| Ok(page.count(".found a")? > 2))?;
    page.click(".found a")?;
    page.wait_for("the heading", |page| {
        Ok(page.count(".prose")? == 1 && focus_in(page, ".prose :is(h2, h3, h4)")?)
    })?;
    page.click_on("Authors")?;
    page.wait_for_text(".guide", "For scenario authors")?;
    page.run_js("[...document.querySelectorAll('.prose a')].find(a => a.textContent.includes('reference')).click();", &[])?;
    page.wait_for_text(".guide .prose", "The scenario file")?;
    let boxed = "[...document.querySelectorAll('.prose table')].every(t => t.parentElement.scrollWidth >= t.offsetWidth - 1) && document.querySelector('.guide').scrollWidth <= document.querySelector('.guide').clientWidth + 1";
    page.wait_for("tables in boxes of their own", |page| page.is_true(boxed))?;
    page.click(".editor textarea")?;
    page.press(&["z"])?;
    ensure!(page.count(".guide")? == 1, "one writes and reads");
    page.check_quiet()
}

#[test]
fn a_finger_that_stays_asks_what_if() -> Result<()> {
    let page = lesson("The client comes first")?;
    let card = page.rectangle(".stage .card")?;
    let at = json!([{ "x": card[0] + card[2] / 2.0, "y": card[1] + 20.0 }]);
    let touch = |kind: &str, points: &serde_json::Value| {
        let parameters = json!({ "type": kind, "touchPoints": points });
        page.devtools("Input.dispatchTouchEvent", &parameters)
    };
    touch("touchStart", &at)?;
    page.wait_for_text(".what-if", "Crash")?;
    touch("touchEnd", &json!([]))?;
    ensure!(page.count(".what-if")? == 1, "it stays open");
    page.check_quiet()
}

#[test]
fn the_first_hint_goes_once_somebody_steps_and_never_comes_again() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.click(".lesson")?;
    page.wait_for("the hint", |page| Ok(page.count(".first-hint")? == 1))?;
    page.press(&["ArrowRight"])?;
    page.wait_for("no hint", |page| Ok(page.count(".first-hint")? == 0))?;
    page.reload()?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? > 0))?;
    ensure!(page.count(".first-hint")? == 0, "it does not come again");
    page.check_quiet()
}
