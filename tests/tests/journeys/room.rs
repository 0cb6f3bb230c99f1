//! The picture at every size and in every mode: nothing that opens over the
//! stage ever lies on a card or on words, no words and no lanes print over each
//! other, what is written can be read, and no lane is missing without a sign, at
//! each stop of each lesson.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Page, Place, Size};

/// Stops of a lesson: none has more.
const STOPS: usize = 12;
/// The smallest text that can be read: in a window, and in the last row.
const LEAST: [f64; 2] = [11.9, 13.9];

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
    }
    for (const text of all('.stage text')) {
        const size = parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a;
        if (text.textContent.trim() && size < arguments[0])
            found.push('“' + text.textContent + '” is written in ' + size.toFixed(1) + ' pixels');
    }
    const words = all('.port-labels text, .tube-labels text, .envelope-labels text, .frame-labels text');
    words.forEach((text, at) => {
        for (const other of words.slice(at + 1))
            if (meet(box(text), box(other), 2.5)) found.push('“' + text.textContent + '” prints over “' + other.textContent + '”');
        for (const it of over)
            if (meet(box(text), box(it), 1)) found.push(it.className + ' lies on “' + text.textContent + '”');
    });
    for (const text of all('.tube-labels text'))
        for (const frame of all('.frame .edge'))
            if (meet(box(text), box(frame), 4)) found.push('a frame lies on “' + text.textContent + '”');
    for (const caption of all('.caption'))
        if (caption.scrollHeight > caption.clientHeight + 1) found.push('the caption has to be scrolled');
    const sizes = (selector) => all(selector).map((it) => parseFloat(getComputedStyle(it).fontSize));
    const said = Math.min(...sizes('.caption-text p, .caption .choice'));
    if (said < arguments[0]) found.push('the caption is written in ' + said.toFixed(1) + ' pixels');
    const lower = arguments[1] > 0 && said < arguments[1] * 0.93;
    if (said < Math.max(...sizes('.code-line')) - 0.5 || lower)
        for (const caption of all('.caption')) {
            const tops = all('.card-box, .node-box, .host rect, .frame .edge, .stage svg text, .tube-core').map((it) => box(it).top);
            const free = Math.min(...tops) - box(caption).bottom;
            if (free > 0.3 * box(caption).height) found.push('the caption is written in ' + said.toFixed(1) + ' pixels and ' + free.toFixed(0) + ' below it are free');
        }
    const lanes = all('.lane-name');
    lanes.slice(1).forEach((lane, at) => {
        if (meet(box(lanes[at]), box(lane), 1)) found.push(lane.textContent + ' prints over the lane above');
    });
    const axis = all('.timeline .axis-sheet')[0];
    const below = axis ? lanes.filter((lane) => box(lane).bottom > box(axis).top + 2) : [];
    if (below.length > 0 && all('.lanes-beyond').length === 0) found.push(below.length + ' lanes are missing without a sign');
    const own = lanes.find((lane) => lane.closest('.selected'));
    if (below.includes(own)) found.push('the selected lane ' + own.textContent + ' is not seen');
    return found;";

/// The size of what is asked.
const LETTERS: &str = "return parseFloat(getComputedStyle(document.querySelector('.caption .choice, .caption .question, .caption-text p')).fontSize);";

#[test]
fn nothing_lies_on_a_card_in_a_low_window() -> Result<()> {
    check(Size::PROJECTOR, false)
}

#[test]
fn nothing_lies_on_a_card_on_a_projector() -> Result<()> {
    check(Size::PROJECTOR, true)
}

#[test]
fn nothing_lies_on_a_card_on_an_old_projector() -> Result<()> {
    check(Size::SMALL, true)
}

/// Walks through all lessons. That places are right at other sizes, too, is
/// known without a browser (web-ui/tests/places.rs).
fn check(size: Size, projector: bool) -> Result<()> {
    let page = Page::open(Place::Site, size)?;
    library(&page)?;
    if projector {
        page.press(&["p"])?;
    }
    let titles = "return [...document.querySelectorAll('.lesson b')].map((it) => it.textContent);";
    let titles = page.run_js(titles, &[])?;
    let titles = titles.as_array().cloned().context("titles")?;
    ensure!(titles.len() > 20, "{} lessons", titles.len());
    let least = LEAST[usize::from(projector)];
    let mut faults = Vec::new();
    for title in titles {
        walk(&page, &title, least, &mut faults)?;
        page.home()?;
        library(&page)?;
        let mode = page.is_true("document.documentElement.dataset.mode === 'projector'")?;
        if mode != projector {
            page.press(&["p"])?;
        }
    }
    ensure!(faults.is_empty(), "{}", faults.join("\n"));
    page.check_quiet()
}

fn library(page: &Page) -> Result<()> {
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))
}

/// Looks at each stop of a lesson, before and after the answer, and at its end.
fn walk(page: &Page, title: &Value, least: f64, faults: &mut Vec<String>) -> Result<()> {
    let open = "[...document.querySelectorAll('.lesson')].find((it) => it.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(open, std::slice::from_ref(title))?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card-box, .stage .node-box")? > 0)
    })?;
    if page.count("[aria-label^='Pause']")? > 0 {
        page.press(&[" "])?;
    }
    page.press(&["Home"])?;
    let mut last = String::new();
    for stop in 1..=STOPS {
        page.press(&["PageDown"])?;
        let here = settled(page)?;
        if here == last {
            break;
        }
        let what = format!("{title}, stop {stop}");
        look(page, &what, (least, 0.0), faults)?;
        if page.count(".caption.asks")? > 0 {
            let asked = page.run_js(LETTERS, &[])?.as_f64().context("letters")?;
            page.press(&["Enter"])?;
            settled(page)?;
            look(page, &format!("{what}, answered"), (least, asked), faults)?;
        }
        last = settled(page)?;
    }
    page.press(&["End"])?;
    settled(page)?;
    look(page, &format!("{title}, at its end"), (least, 0.0), faults)
}

/// Looks for faults: words in letters smaller than `least`, a caption in smaller ones
/// than a program's, or than when it `asked`, above a free place.
fn look(
    page: &Page,
    what: &str,
    (least, asked): (f64, f64),
    faults: &mut Vec<String>,
) -> Result<()> {
    let found = page.run_js(FAULTS, &[json!(least), json!(asked)])?;
    let found = found.as_array().cloned().context("a list")?;
    faults.extend(found.iter().map(|fault| format!("{what}: {fault}")));
    Ok(())
}

/// Waits until what was asked for is drawn, and answers what the stage says.
fn settled(page: &Page) -> Result<String> {
    let drawn = "for (let i = 0; i < 3; i += 1) await new Promise(requestAnimationFrame); return document.querySelector('.stage-area').textContent;";
    let text = page.run_js_async(drawn, &[])?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}
