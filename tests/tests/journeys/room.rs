//! The picture at every size and in every mode: nothing that opens over the
//! stage ever lies on a card, no two lanes print over each other, and what
//! stands on cards can be read, at each stop of each lesson.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Page, Place, Size};

const SIZES: [Size; 3] = [Size::USUAL, Size::PROJECTOR, Size::SMALL];
/// Stops of a lesson: none has more.
const STOPS: usize = 12;

/// What is wrong with the picture, in words.
const FAULTS: &str = "
    const found = [];
    const all = (selector) => [...document.querySelectorAll(selector)].filter((it) => it.getClientRects().length > 0);
    const box = (it) => it.getBoundingClientRect();
    const meet = (a, b, by) => a.left < b.right - by && b.left < a.right - by && a.top < b.bottom - by && b.top < a.bottom - by;
    const cards = all('.card, .node');
    const over = all('.caption, .first-hint, .notice, .stage-tools, .legend');
    for (const card of cards) {
        const name = card.querySelector('.name').textContent;
        const own = box(card.querySelector('.card-box:not(.below), .node-box'));
        for (const it of over)
            if (meet(box(it), own, 0.5)) found.push(it.className + ' lies on ' + name);
        for (const text of card.querySelectorAll('text')) {
            const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
            if (text.textContent.trim() && size < arguments[0])
                found.push(name + ' says “' + text.textContent + '” in ' + size.toFixed(1) + ' pixels');
        }
    }
    for (const caption of all('.caption'))
        if (caption.scrollHeight > caption.clientHeight + 1) found.push('the caption has to be scrolled');
    const lanes = all('.lane-name');
    lanes.slice(1).forEach((lane, at) => {
        if (meet(box(lanes[at]), box(lane), 1)) found.push(lane.textContent + ' prints over the lane above');
    });
    return found;";

#[test]
fn nothing_lies_on_a_card_at_any_stop_and_size() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let titles = "return [...document.querySelectorAll('.lesson b')].map((it) => it.textContent);";
    let titles = page.run_js(titles, &[])?;
    let titles = titles.as_array().cloned().context("titles")?;
    ensure!(titles.len() > 20, "{} lessons", titles.len());
    let mut faults = Vec::new();
    for title in titles {
        walk(&page, &title, &mut faults)?;
        page.home(Place::Site)?;
        page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    page.check_quiet()
}

/// Looks at each stop of a lesson, before and after the answer.
fn walk(page: &Page, title: &Value, faults: &mut Vec<String>) -> Result<()> {
    let open = "[...document.querySelectorAll('.lesson')].find((it) => it.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(open, std::slice::from_ref(title))?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card-box, .stage .node-box")? > 0)
    })?;
    page.wait_for("a still picture", |page| {
        Ok(page.count("[aria-label^='Play']")? == 1)
    })
    .or_else(|_| page.press(&[" "]))?;
    page.press(&["Home"])?;
    let mut last = String::new();
    for stop in 1..=STOPS {
        page.press(&["PageDown"])?;
        settle(page)?;
        let here = page.text(".stage-area")?;
        if here == last {
            break;
        }
        look(page, &format!("{title}, stop {stop}"), faults)?;
        if page.count(".caption.asks")? > 0 {
            page.press(&["Enter"])?;
            look(page, &format!("{title}, stop {stop}, answered"), faults)?;
        }
        last = page.text(".stage-area")?;
    }
    Ok(())
}

/// Looks at this moment at all sizes in both modes.
fn look(page: &Page, what: &str, faults: &mut Vec<String>) -> Result<()> {
    for (mode, least) in [("plain", 11.6), ("projector", 13.9)] {
        for size in SIZES {
            page.resize(size)?;
            settle(page)?;
            let found = page.run_js(FAULTS, &[json!(least)])?;
            let found = found.as_array().cloned().context("a list")?;
            let at = format!("{what}, {mode} at {} x {}", size.width, size.height);
            faults.extend(found.iter().map(|fault| format!("{at}: {fault}")));
        }
        page.press(&["p"])?;
    }
    page.resize(Size::USUAL)
}

/// Waits until what was asked for is drawn.
fn settle(page: &Page) -> Result<()> {
    let drawn = "for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); await new Promise((done) => setTimeout(done, 40));";
    page.run_js_async(drawn, &[]).map(drop)
}
