//! The core of it all in Firefox: open, play, step, intervene, write, share,
//! and the page as one file. Left out, and said so, where there is none.

use std::env;

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Browser, Page, Place, Size};

/// A page in Firefox; `None` where there is no Firefox or no driver.
fn firefox(place: Place) -> Result<Option<Page>> {
    if env::var_os("MAILROOM_GECKODRIVER").is_none() {
        println!("MAILROOM_GECKODRIVER names no geckodriver: left out");
        return Ok(None);
    }
    Page::open_in(Browser::Firefox, place, Size::USUAL, "").map(Some)
}

/// Opens the lesson with this title from the library.
fn lesson(page: &Page, title: &str) -> Result<()> {
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(script, &[json!(title)])?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card, .stage .node-box")? >= 2)
    })
}

#[test]
fn a_lesson_plays_steps_and_ends() -> Result<()> {
    let Some(page) = firefox(Place::Site)? else {
        return Ok(());
    };
    lesson(&page, "The client comes first")?;
    page.wait_for("the question", |page| Ok(page.count(".choice")? > 1))?;
    page.press(&["1"])?;
    page.wait_for("the answer", |page| Ok(page.count(".choice.right")? == 1))?;
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })?;
    let end = page.text(".clock")?;
    page.press(&["ArrowLeft"])?;
    page.wait_for("another moment", |page| Ok(page.text(".clock")? != end))?;
    page.screenshot("firefox").map(drop)
}

#[test]
fn an_intervention_begins_a_branch() -> Result<()> {
    let Some(page) = firefox(Place::Site)? else {
        return Ok(());
    };
    lesson(&page, "The client comes first")?;
    page.wait_for("the question", |page| Ok(page.count(".choice")? > 1))?;
    page.press(&["x"])?;
    page.wait_for("the panel", |page| Ok(page.count(".what-if")? == 1))?;
    page.click_on("Crash")?;
    page.wait_for("a second future", |page| Ok(page.count(".branch")? == 2))
}

#[test]
fn a_text_is_written_and_runs() -> Result<()> {
    let Some(page) = firefox(Place::Site)? else {
        return Ok(());
    };
    page.click_on("New: Empty")?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    page.type_into(
        ".editor textarea",
        "\n[process.second]\nprogram = 'print(1)'\n",
    )?;
    page.wait_for("the second card", |page| {
        Ok(page.count(".stage .card")? == 2)
    })
}

#[test]
fn a_link_opens_the_same_moment() -> Result<()> {
    let Some(page) = firefox(Place::Site)? else {
        return Ok(());
    };
    lesson(&page, "Two doors, one socket")?;
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })?;
    page.press(&["ArrowLeft"])?;
    let clock = page.text(".clock")?;
    page.press(&["s"])?;
    page.wait_for("the link", |page| {
        page.is_true("document.querySelector('#link')?.value.includes('#m1.')")
    })?;
    let link = page.run_js("return document.querySelector('#link').value;", &[])?;
    let link = link.as_str().context("a link is text")?.to_owned();
    page.go("about:blank")?;
    page.go(&link)?;
    page.wait_for("the same moment", |page| Ok(page.text(".clock")? == clock))
}

#[test]
fn the_single_file_opens_from_the_disk() -> Result<()> {
    let Some(page) = firefox(Place::SingleFile)? else {
        return Ok(());
    };
    lesson(&page, "The client comes first")?;
    ensure!(
        page.count(".timeline .lane")? >= 2,
        "the timeline has its lanes"
    );
    Ok(())
}
