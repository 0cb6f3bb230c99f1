//! Where somebody is in a lesson: a link leads there, loading the page again
//! leaves one there, and the browser's own buttons lead away and back.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens a lesson of the list, and waits until it speaks.
fn opened(title: &str) -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    open(&page, title)?;
    Ok(page)
}

fn open(page: &Page, title: &str) -> Result<()> {
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(script, &[json!(title)])?;
    page.wait_for_text(".crumb", title)
}

/// Goes to a stop of the lesson, counted from 1, without answering anything.
fn go_to_stop(page: &Page, stop: usize) -> Result<()> {
    page.press(&["End"])?;
    page.wait_for("the whole run", |page| {
        Ok(!page.text(".clock small")?.ends_with('…'))
    })?;
    page.press(&["Home"])?;
    page.press(&vec!["PageDown"; stop])?;
    page.wait_for("the stop", |page| Ok(page.count(".caption.narration")? > 0))
}

fn link(page: &Page) -> Result<String> {
    page.press(&["s"])?;
    page.wait_for("the link", |page| {
        page.is_true("document.querySelector('#link')?.value.includes('#m1.')")
    })?;
    let link = page.run_js("return document.querySelector('#link').value;", &[])?;
    page.press(&["Escape"])?;
    Ok(link.as_str().context("a link is text")?.to_owned())
}

/// What tells one moment of a lesson from another.
fn moment(page: &Page) -> Result<[String; 2]> {
    Ok([page.text(".clock")?, page.text(".caption")?])
}

fn wait_for_moment(page: &Page, expected: &[String; 2]) -> Result<()> {
    page.wait_for(&format!("{expected:?}"), |page| {
        Ok(page.count(".caption")? == 1 && moment(page)? == *expected)
    })
}

#[test]
fn a_link_opens_the_same_moment_and_says_when_it_is_damaged() -> Result<()> {
    let page = opened("Two doors, one socket")?;
    page.press(&["End"])?;
    page.press(&["ArrowLeft"])?;
    page.press(&["q"])?;
    let here = page.text(".clock")?;
    let link = link(&page)?;
    ensure!(
        link.len() < 600,
        "a link to a library's scenario is short: {}",
        link.len()
    );
    page.go("about:blank")?;
    page.go(&link)?;
    page.wait_for("the same moment", |page| Ok(page.text(".clock")? == here))?;
    page.wait_for("the same tab", |page| Ok(page.count(".queues-tab")? == 1))?;
    page.go("about:blank")?;
    page.go(&link[..link.len() - 30])?;
    page.wait_for_text(".notice", "cut short or altered")?;
    ensure!(page.count(".lesson")? > 0, "the library works all the same");
    page.go("about:blank")?;
    page.go(&link.replace("#m1.", "#m9."))?;
    page.wait_for_text(".notice", "newer Mailroom")?;
    page.check_quiet()
}

#[test]
fn a_link_at_a_stop_opens_that_stop() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    for title in ["Down the stack", "The late joiner"] {
        page.home()?;
        open(&page, title)?;
        for stop in [1, 2, 3] {
            go_to_stop(&page, stop)?;
            let here = moment(&page)?;
            let link = link(&page)?;
            // Pasted into the page that is open, and into a new one.
            page.press(&["Home"])?;
            page.go(&link)?;
            wait_for_moment(&page, &here)?;
            page.go("about:blank")?;
            page.go(&link)?;
            wait_for_moment(&page, &here)?;
        }
    }
    page.check_quiet()
}

#[test]
fn loading_the_page_again_leaves_one_where_one_was() -> Result<()> {
    let page = opened("The late joiner")?;
    go_to_stop(&page, 2)?;
    page.press(&["w"])?;
    let here = moment(&page)?;
    page.reload()?;
    wait_for_moment(&page, &here)?;
    // A text of one's own is the same one still.
    page.click_on("Edit")?;
    page.type_into(".editor textarea", "\n# mine\n")?;
    page.wait_for("the text to be kept", |page| {
        page.is_true("Object.keys(localStorage).some((it) => it.startsWith('mailroom.own'))")
    })?;
    page.reload()?;
    page.wait_for("the editor", |page| {
        page.is_true("document.querySelector('.editor textarea')?.value.includes('# mine')")
    })?;
    // The last letters before that are one's own as well.
    page.type_into(".editor textarea", "\n# more\n")?;
    page.reload()?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    page.press(&["Escape"])?;
    page.click_on("Scenarios")?;
    page.wait_for("one text of one's own", |page| {
        page.is_true("[...document.querySelectorAll('.library button')].filter((it) => it.textContent.startsWith('Continue')).length === 1")
    })?;
    page.click_on("Continue 06-zeromq-trouble/04-late-joiner.toml")?;
    page.wait_for("all that was typed", |page| {
        page.is_true("document.querySelector('.editor textarea')?.value.includes('# more')")
    })?;
    page.check_quiet()
}

#[test]
fn the_browser_s_buttons_lead_to_the_list_and_back() -> Result<()> {
    let page = opened("The late joiner")?;
    page.run_js("history.back();", &[])?;
    page.wait_for("the list", |page| Ok(page.count(".dock .lesson")? > 0))?;
    page.run_js("history.forward();", &[])?;
    page.wait_for("the lesson", |page| Ok(page.count(".dock .lesson")? == 0))?;
    page.wait_for_text(".crumb", "The late joiner")?;
    page.check_quiet()
}
