//! Twelve states of the page as pictures in `docs/pictures`: taken anew with
//! `PICTURES=retake` (`cargo xtask pictures`), else held against what is there,
//! loosely: fonts differ from machine to machine, so only a picture that is
//! mostly different fails. The browser packs, unpacks and compares them.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// A state: its name, the lesson, and the keys that lead there from the
/// lesson's first stop.
const STATES: [(&str, &str, &[&str]); 12] = [
    ("library", "", &[]),
    ("question", "The client comes first", &[]),
    (
        "pipeline",
        "Slow subscriber, slow network",
        &["GO 1460.6ms", "CLICK .cards > g:nth-child(2) .name"],
    ),
    ("message", "The client comes first", &["End", "ARROW", "m"]),
    ("queues", "Ventilator, workers, sink", &["GO 1.2s", "q"]),
    ("log", "The server dies after recv", &["End", "o"]),
    ("diagram", "Ventilator, workers, sink", &["End", "t"]),
    ("editor", "Two doors, one socket", &["e"]),
    ("what-if", "TCP or UDP", &["GO 0.2s", "x"]),
    (
        "compare",
        "The client comes first",
        &["k", "v", "CLICK .go-list .button", "End"],
    ),
    (
        "dark",
        "The server dies after recv",
        &["CLICK .top-bar .button[title='Light or dark']", "GO 250ms"],
    ),
    ("projector", "Ventilator, workers, sink", &["p", "GO 1.2s"]),
];

/// Share of different pixels beyond which it is another picture.
const MOST: f64 = 0.3;

#[test]
fn twelve_states_look_as_they_did() -> Result<()> {
    let retake = env::var("PICTURES").is_ok_and(|word| word == "retake");
    for (name, lesson, keys) in STATES {
        let page = Page::open(Place::Site, Size::USUAL)?;
        reach(&page, lesson, keys).with_context(|| format!("to {name}"))?;
        let stored = folder().join(format!("{name}.webp"));
        if retake {
            fs::create_dir_all(folder())?;
            fs::write(&stored, packed(&page)?)?;
            if name == "pipeline" {
                fs::write(folder().join("../page.png"), page.picture()?)?;
            }
            continue;
        }
        let before =
            fs::read(&stored).with_context(|| format!("{} is missing", stored.display()))?;
        let now = packed(&page)?;
        let share = different(&page, &before, &now)?;
        println!("{name}: {:.1} % of the pixels differ", share * 100.0);
        ensure!(share <= MOST, "{name} is another picture");
    }
    Ok(())
}

fn reach(page: &Page, lesson: &str, keys: &[&str]) -> Result<()> {
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.run_js(
        "document.querySelector('.first-hint button')?.click();",
        &[],
    )?;
    if lesson.is_empty() {
        return Ok(());
    }
    let open = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(open, &[json!(lesson)])?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card, .stage .node-box")? >= 2)
    })?;
    page.run_js(
        "document.querySelector('.first-hint button')?.click();",
        &[],
    )?;
    page.wait_for("a still picture", |page| {
        Ok(page.count("[aria-label^='Play']")? == 1)
    })
    .or_else(|_| page.press(&[" "]))?;
    for key in keys {
        if let Some(place) = key.strip_prefix("GO ") {
            page.press(&["g"])?;
            page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
            page.type_into("#go", place)?;
            page.press(&["Enter"])?;
            page.run_js("document.activeElement?.blur();", &[])?;
            page.press(&["c"])?;
        } else if let Some(selector) = key.strip_prefix("CLICK ") {
            page.click(selector)?;
        } else if *key == "ARROW" {
            let click = "document.querySelector('.arrow.k-message').dispatchEvent(new MouseEvent('click', { bubbles: true }));";
            page.wait_for("an arrow", |page| Ok(page.count(".arrow.k-message")? > 0))?;
            page.run_js(click, &[])?;
        } else {
            page.press(&[key])?;
        }
        page.run_js_async("await new Promise((done) => setTimeout(done, 250));", &[])?;
    }
    page.run_js_async("await new Promise((done) => setTimeout(done, 300));", &[])?;
    Ok(())
}

/// What is seen, as a small WebP.
fn packed(page: &Page) -> Result<Vec<u8>> {
    let how = json!({ "format": "webp", "quality": 60 });
    let answer = page.devtools("Page.captureScreenshot", &how)?;
    let data = answer["data"].as_str().context("a picture")?;
    Ok(STANDARD.decode(data)?)
}

/// The share of pixels that differ clearly.
fn different(page: &Page, one: &[u8], other: &[u8]) -> Result<f64> {
    page.go("about:blank")?;
    let script = "
        const pixels = async (text) => {
            const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
            const picture = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
            const canvas = new OffscreenCanvas(picture.width, picture.height);
            const context = canvas.getContext('2d');
            context.drawImage(picture, 0, 0);
            return context.getImageData(0, 0, picture.width, picture.height);
        };
        const [a, b] = [await pixels(arguments[0]), await pixels(arguments[1])];
        if (a.width !== b.width || a.height !== b.height) return 1;
        let count = 0;
        for (let i = 0; i < a.data.length; i += 4)
            if ([0, 1, 2].some((c) => Math.abs(a.data[i + c] - b.data[i + c]) > 48)) count += 1;
        return count / (a.data.length / 4);";
    let texts = [json!(STANDARD.encode(one)), json!(STANDARD.encode(other))];
    let share = page.run_js_async(script, &texts)?;
    share.as_f64().context("a share")
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/pictures")
}
