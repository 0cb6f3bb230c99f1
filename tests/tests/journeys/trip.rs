//! One message's trip on the page: station by station, forwards and back, at
//! every depth; and the caption says what one was led to or has just done.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens the lesson with this title from the library, at its end.
fn opened(title: &str) -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(script, &[json!(title)])?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? >= 2))?;
    page.press(&["End"])?;
    page.wait_for("the end", |page| Ok(page.count(".caption .ending")? > 0))?;
    Ok(page)
}

/// The caption is this text.
fn says(page: &Page, text: &str) -> Result<()> {
    page.wait_for(text, |page| Ok(page.text(".caption-text")?.trim() == text))
}

/// Name and text of a station.
type Listed = (String, String);

/// Each station that is listed, and which is the current one.
fn stations(page: &Page) -> Result<(Vec<Listed>, Option<usize>)> {
    let script = "const all = [...document.querySelectorAll('.station')];
        return [all.map(e => [e.querySelector('b').textContent, e.lastElementChild.textContent.trim()]),
            all.findIndex(e => e.hasAttribute('aria-current'))];";
    let (all, at): (Vec<Listed>, i64) = serde_json::from_value(page.run_js(script, &[])?)?;
    Ok((all, usize::try_from(at).ok()))
}

#[test]
fn a_message_is_followed_station_by_station() -> Result<()> {
    let page = opened("Ventilator, workers, sink")?;
    let script = "document.querySelector('.arrow.k-message').dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    page.run_js(script, &[])?;
    page.wait_for("its trip", |page| Ok(page.count(".station")? > 8))?;
    let (all, at) = stations(&page)?;
    ensure!(
        at == Some(all.len() - 1),
        "at the end it is at its last: {at:?}"
    );
    let names: Vec<&str> = all.iter().map(|it| it.0.as_str()).collect();
    for name in [
        "application",
        "socket",
        "HWM check",
        "frame",
        "segment",
        "wire",
        "peer queue",
        "recv",
    ] {
        ensure!(names.contains(&name), "no {name} in {names:?}");
    }
    for depth in ["1", "4"] {
        page.press(&[depth])?;
        page.run_js("document.querySelector('.station').click();", &[])?;
        for (at, (_, text)) in all.iter().enumerate() {
            if at > 0 {
                page.click_on("on ›")?;
            }
            says(&page, text)?;
            ensure!(stations(&page)?.1 == Some(at), "station {at} is marked");
        }
        page.click_on("‹ back")?;
        says(&page, &all[all.len() - 2].1)?;
    }
    page.screenshot("trip")?;
    page.check_quiet()
}

#[test]
fn a_cause_is_said_where_it_leads() -> Result<()> {
    let page = opened("The server dies after recv")?;
    page.run_js("[...document.querySelectorAll('.stage .card')].find(e => e.textContent.includes('patient')).dispatchEvent(new MouseEvent('click', { bubbles: true }));", &[])?;
    page.click_on("Show why")?;
    page.wait_for("the crash", |page| {
        Ok(page.text(".why")?.contains("server crashes"))
    })?;
    let script = "const e = [...document.querySelectorAll('.why .log-line')].find(e => e.textContent.includes(arguments[0])); e.click();";
    page.run_js(script, &[json!("server crashes")])?;
    says(
        &page,
        "server crashes: it is gone at once, with all it had in memory.",
    )?;
    page.screenshot("cause")?;
    page.check_quiet()
}

#[test]
fn what_is_done_at_a_question_is_said() -> Result<()> {
    let page = opened("Ventilator, workers, sink")?;
    page.press(&["Home"])?;
    page.press(&[" "])?;
    page.wait_for("the question", |page| Ok(page.count(".caption.asks")? == 1))?;
    page.press(&["x"])?;
    page.click_on("Cut")?;
    page.wait_for("what was cut", |page| {
        Ok(page.text(".caption-text")?.contains("is cut"))
    })?;
    page.check_quiet()
}
