//! A class and its lecturer: open a lesson, play it, step through it, type
//! into a program, go back.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens the lesson with this title from the library.
fn open_lesson(page: &Page, title: &str) -> Result<()> {
    let find = format!("//button[contains(@class,'lesson')][.//*[normalize-space(.)='{title}']]");
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "document.evaluate(arguments[0], document, null, XPathResult.FIRST_ORDERED_NODE_TYPE, null).singleNodeValue.click();";
    page.run_js(script, &[json!(find)])?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card, .stage .node-box")? >= 2)
    })
}

/// The clock's text.
fn clock(page: &Page) -> Result<String> {
    page.text(".clock")
}

/// Plays from stop to stop until the run's end is stated.
fn play_to_the_end(page: &Page) -> Result<()> {
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })
}

/// The depth that the stage looks at.
fn depth(page: &Page) -> Result<String> {
    page.text(".depths [aria-pressed=true]")
}

#[test]
fn a_lesson_says_how_deep_the_stage_looks() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "Down the stack")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    ensure!(depth(&page)? == "Messages");
    page.press(&["End"])?;
    page.press(&["Home"])?;
    for expected in ["Messages", "Segments", "Frames"] {
        page.press(&["PageDown"])?;
        page.wait_for(expected, |page| Ok(depth(page)? == expected))?;
    }
    // What a stop has said holds from there on, and not before.
    page.press(&["Home"])?;
    page.wait_for("Messages", |page| Ok(depth(page)? == "Messages"))?;
    // What somebody has chosen holds until a stop says otherwise.
    page.press(&["3"])?;
    page.wait_for("Packets", |page| Ok(depth(page)? == "Packets"))?;
    page.press(&["PageDown", "PageDown"])?;
    page.wait_for("Segments", |page| Ok(depth(page)? == "Segments"))
}

#[test]
fn one_click_leads_to_a_playing_lesson() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "The client comes first")?;
    // It plays at once, and pauses at the first stop, which speaks and asks.
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    let first = clock(&page)?;
    page.press(&[" "])?;
    page.wait_for("the lesson to go on", |page| Ok(clock(page)? != first))?;
    play_to_the_end(&page)?;
    page.screenshot("lesson-end")?;
    page.check_quiet()
}

#[test]
fn a_message_is_seen_on_its_way() -> Result<()> {
    let page = Page::open(Place::Site, Size::PROJECTOR)?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("an envelope on its way", |page| {
        if page.count(".caption.narration .go-on")? > 0 {
            page.press(&[" "])?;
        }
        Ok(page.count(".envelopes > *")? > 0)
    })?;
    page.screenshot("envelope")?;
    page.check_quiet()
}

#[test]
fn stepping_forward_and_back_comes_to_the_same_place() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    let states =
        |page: &Page| -> Result<(String, String)> { Ok((clock(page)?, page.text(".stage")?)) };
    let mut seen = vec![states(&page)?];
    for _ in 0..6 {
        page.press(&["ArrowRight"])?;
        let last = seen.last().cloned().context("there is one")?;
        page.wait_for("a step", |page| Ok(states(page)? != last))?;
        seen.push(states(&page)?);
    }
    seen.pop();
    while let Some(before) = seen.pop() {
        page.press(&["ArrowLeft"])?;
        page.wait_for("the step back", |page| Ok(states(page)?.0 == before.0))?;
    }
    page.check_quiet()
}

#[test]
fn what_is_typed_reaches_the_program() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "Two doors, one socket")?;
    play_to_the_end(&page)?;
    page.click_on("client-2")?;
    page.wait_for("the field", |page| Ok(page.count("#typed")? > 0))?;
    page.type_into("#typed", "from the class")?;
    page.press(&["Enter"])?;
    page.press(&["End"])?;
    page.wait_for_text(".output", "* from the class")?;
    page.screenshot("typed")?;
    page.check_quiet()
}

#[test]
fn a_crash_at_the_cursor_changes_the_future() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    page.click_on("client")?;
    page.press(&["k"])?;
    page.wait_for("the crash", |page| Ok(page.count(".card.a-crashed")? > 0))?;
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })?;
    ensure!(
        !page.text(".output")?.contains("received"),
        "a crashed client receives nothing"
    );
    page.check_quiet()
}

#[test]
fn a_lesson_begins_again_and_leads_to_the_next() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    let first = clock(&page)?;
    page.click_on("client")?;
    page.press(&["k"])?;
    play_to_the_end(&page)?;
    page.click_on("Scenarios")?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("the first stop again", |page| Ok(clock(page)? == first))?;
    ensure!(page.count(".card.a-crashed")? == 0, "the original run");
    play_to_the_end(&page)?;
    let title = page.text(".crumb")?;
    page.run_js(
        "[...document.querySelectorAll('.caption button')].find(it => it.textContent.startsWith('Next lesson')).click();",
        &[],
    )?;
    page.wait_for("the next lesson", |page| Ok(page.text(".crumb")? != title))?;
    page.check_quiet()
}

#[test]
fn the_single_file_plays_a_lesson_without_network() -> Result<()> {
    let page = Page::open(Place::SingleFile, Size::USUAL)?;
    open_lesson(&page, "The client comes first")?;
    page.wait_for("the first stop", |page| {
        Ok(page.count(".caption.narration")? > 0)
    })?;
    play_to_the_end(&page)?;
    page.check_quiet()
}
