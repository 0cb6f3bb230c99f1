//! Figures of the page in headless Chromium: sizes, the time to the first
//! moving message, stepping and seeking in a long run, memory. Prints; judges
//! nothing. Needs what the journeys need; `cargo xtask bench` sees to it.

#[path = "../tests/journeys/harness/mod.rs"]
#[allow(dead_code, unused_imports)]
mod harness;

use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result};
use flate2::{Compression, write::GzEncoder};
use harness::{Page, Place, Size};
use serde_json::{Value, json};

/// Requests of the run that is stepped through: some 10,000 records.
const LONG: u32 = 400;

/// Requests of the run whose memory is read: some 100,000 records.
const VERY_LONG: u32 = 4_000;

fn main() -> Result<()> {
    println!("The page:");
    sizes()?;
    first_motion()?;
    stepping()?;
    memory()
}

fn sizes() -> Result<()> {
    let site = std::env::var("MAILROOM_SITE").context("MAILROOM_SITE names the built site")?;
    for entry in std::fs::read_dir(&site)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            let bytes = std::fs::read(&path)?;
            figure(
                "WebAssembly, gzip",
                gzip(&bytes)? as f64 / 1e3,
                "kB (at most 600)",
            );
        }
    }
    let single = std::env::var("MAILROOM_SINGLE_FILE")
        .context("MAILROOM_SINGLE_FILE names the single file")?;
    figure(
        "mailroom.html",
        std::fs::metadata(Path::new(&single))?.len() as f64 / 1e6,
        "MB (at most 3)",
    );
    Ok(())
}

fn gzip(bytes: &[u8]) -> Result<usize> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?.len())
}

/// From the one click on a lesson to an envelope on the stage.
fn first_motion() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "
        const start = performance.now();
        document.querySelector('.lesson').click();
        while (!document.querySelector('.envelopes > *')) {
            const goOn = document.querySelector('.caption.narration .go-on');
            if (goOn) {
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true }));
                await new Promise((done) => setTimeout(done, 100));
            }
            if (performance.now() - start > 25000) return -1;
            await new Promise(requestAnimationFrame);
        }
        return performance.now() - start;";
    figure(
        "one click to the first moving message",
        number(&page.run_js_async(script, &[])?),
        "ms, with the stops before it passed at once",
    );
    Ok(())
}

fn stepping() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "long.toml", &scenario(LONG))?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 2))?;
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })?;
    for (what, key) in [
        ("one step back", "ArrowLeft"),
        ("one step forward", "ArrowRight"),
    ] {
        quantiles(what, &page.run_js_async(KEYS, &[json!(key)])?);
    }
    quantiles("one seek", &page.run_js_async(SEEKS, &[])?);
    Ok(())
}

/// Presses a key 40 times; the time until the next frame is painted, each time
/// that the clock has changed by then.
const KEYS: &str = "
    const [key] = arguments, times = [];
    const clock = () => document.querySelector('.clock').textContent;
    for (let i = 0; i < 40; i++) {
        const before = clock(), start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true }));
        await new Promise(requestAnimationFrame);
        await new Promise((done) => setTimeout(done, 0));
        if (clock() !== before) times.push(performance.now() - start);
    }
    return times;";

/// Clicks 40 places of the timeline.
const SEEKS: &str = "
    const times = [], line = document.querySelector('.timeline svg'), box = line.getBoundingClientRect();
    const clock = () => document.querySelector('.clock').textContent;
    for (let i = 0; i < 40; i++) {
        const before = clock();
        const x = box.left + box.width * (0.1 + 0.85 * ((i * 37) % 40) / 40), y = box.bottom - 12;
        const at = { clientX: x, clientY: y, bubbles: true, pointerId: 1, button: 0, buttons: 1 };
        const start = performance.now();
        line.dispatchEvent(new PointerEvent('pointerdown', at));
        line.dispatchEvent(new PointerEvent('pointerup', { ...at, buttons: 0 }));
        await new Promise(requestAnimationFrame);
        await new Promise((done) => setTimeout(done, 0));
        if (clock() !== before) times.push(performance.now() - start);
    }
    return times;";

fn memory() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let script = "
        const start = performance.now();
        const [records, positions, bytes] = window.wasmBindings.runAndSeek(arguments[0], 50);
        return [records, positions, bytes, performance.now() - start];";
    let found = page.run_js_async(script, &[json!(scenario(VERY_LONG))])?;
    let part = |at: usize| found[at].as_f64().unwrap_or(f64::NAN);
    figure("records of a long run with checkpoints", part(0), "");
    figure(
        "  memory of the module after it",
        part(2) / 1e6,
        "MB (at most 200)",
    );
    figure("  computing it and 50 seeks", part(3), "ms");
    Ok(())
}

fn scenario(requests: u32) -> String {
    let text = include_str!("../../cli/src/bench/request_reply.toml");
    text.replace("range(5000)", &format!("range({requests})"))
}

fn quantiles(what: &str, times: &Value) {
    let mut times: Vec<f64> = times
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_f64)
        .collect();
    times.sort_by(f64::total_cmp);
    let at = |part: f64| {
        times
            .get(((times.len() as f64 - 1.0) * part) as usize)
            .copied()
            .unwrap_or(f64::NAN)
    };
    println!(
        "  {what:<42} {:>9.1} ms median, {:.1} ms 95th percentile (at most 50)",
        at(0.5),
        at(0.95)
    );
}

fn figure(what: &str, value: f64, unit: &str) {
    println!("  {what:<42} {value:>9.1} {unit}");
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}
