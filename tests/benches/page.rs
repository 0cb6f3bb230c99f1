//! Figures of the page in headless Chromium: sizes, the time to the first
//! first picture and to the first moving message, stepping and seeking in long
//! runs, frames with a thousand envelopes, typing, memory. Prints; judges
//! nothing. Needs what the journeys need; `cargo xtask bench` sees to it. Names
//! of parts on the command line leave the others out.

#[path = "../tests/journeys/harness/mod.rs"]
#[allow(dead_code, unused_imports)]
mod harness;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use harness::{Page, Place, Size};
use serde_json::{Value, json};

/// Requests of the run that is stepped through: some 10,000 records.
const LONG: u32 = 400;

/// Requests of the run whose memory is read: some 100,000 records.
const VERY_LONG: u32 = 4_000;

fn main() -> Result<()> {
    println!("The page:");
    let names: Vec<String> = std::env::args().skip(1).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    // Cargo adds an option of its own.
    let all = names.iter().all(|name| name.starts_with('-'));
    for (name, part) in PARTS {
        if all || names.contains(&name) {
            part()?;
        }
    }
    Ok(())
}

type Part = (&'static str, fn() -> Result<()>);

const PARTS: [Part; 9] = [
    ("sizes", sizes),
    ("start", start),
    ("motion", first_motion),
    ("stepping", stepping),
    ("seeking", seeking_far),
    ("flood", flood),
    ("typing", typing),
    ("memory", memory),
    ("soak", soak),
];

/// From the address to the first picture and to the first thing to click, on a
/// machine that is four times slower than this one.
fn start() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let watch = "
        new MutationObserver((_, watch) => {
            if (!document.querySelector('.lesson')) return;
            window.interactive = performance.now();
            watch.disconnect();
        }).observe(document, { childList: true, subtree: true });";
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": watch }),
    )?;
    page.slow_down(4)?;
    let (mut paints, mut ready) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        page.go("about:blank")?;
        page.devtools("Network.clearBrowserCache", &json!({}))?;
        page.home()?;
        page.wait_for("the library", |page| page.is_true("window.interactive"))?;
        let script = "return [performance.getEntriesByName('first-contentful-paint')[0]?.startTime, window.interactive];";
        let found = page.run_js(script, &[])?;
        paints.push(number(&found[0]));
        ready.push(number(&found[1]));
    }
    figure(
        "first paint, four times slowed",
        median(&mut paints),
        "ms (at most 1,000)",
    );
    figure(
        "something to click, four times slowed",
        median(&mut ready),
        "ms (at most 2,000)",
    );
    Ok(())
}

/// Seeks anywhere in a run of 100,000 records.
fn seeking_far() -> Result<()> {
    let page = long_run(VERY_LONG)?;
    quantiles(
        "one seek in 100,000 records",
        &page.run_js_async(SEEKS, &[])?,
        100,
    );
    Ok(())
}

/// Twenty processes with a thousand envelopes between them, playing: the time
/// that scripts take of each frame, what they leave to do at once included.
fn flood() -> Result<()> {
    let head = "title = 'Flood'\ndetail = 'messages'\nstop = '30s'\n[link]\nlatency = '2s'\n";
    let pairs = (0..10).map(|n| FLOOD.replace('N', &format!("{n}")));
    let text = format!("{head}{}", pairs.collect::<String>());
    let page = opened(&text, 20)?;
    to_the_end(&page)?;
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    // By then they are connected, and as many arrive as leave.
    page.type_into("#go", "18s")?;
    page.press(&["Enter"])?;
    page.run_js("document.activeElement?.blur();", &[])?;
    for key in ["c", "["] {
        page.press(&[key])?;
    }
    let times = page.run_js_async(FRAMES, &[])?;
    quantiles("scripts in a frame, 1,000 envelopes", &times["times"], 8);
    figure(
        "  envelopes drawn",
        number(&times["drawn"]),
        "for these 1,000: those nearer than 16 pixels behind each other are one",
    );
    Ok(())
}

/// A sender and its receiver, two seconds away; there are ten such pairs, each
/// process with a name of its own, so that no stack hides them.
const FLOOD: &str = r#"
[process.outN]
program = '''
import time, zmq
push = zmq.Context().socket(zmq.PUSH)
push.bind("tcp://*:5001")
for n in range(700):
    push.send_string(f"job {n}")
    time.sleep(0.02)
'''
[process.inN]
program = '''
import zmq
pull = zmq.Context().socket(zmq.PULL)
pull.connect("tcp://outN:5001")
while True:
    pull.recv()
'''
"#;

/// Plays for four seconds and times each frame's callbacks with what they put
/// off to the end of the task.
const FRAMES: &str = "
    const times = [], usual = window.requestAnimationFrame;
    window.requestAnimationFrame = (callback) => usual.call(window, (at) => {
        const start = performance.now();
        callback(at);
        const later = (turns) => Promise.resolve().then(() =>
            turns > 0 ? later(turns - 1) : times.push(performance.now() - start));
        later(6);
    });
    const key = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', code: 'Space', bubbles: true }));
    key();
    await new Promise((done) => setTimeout(done, 4000));
    const crowd = [...document.querySelectorAll('.crowd path')]
        .map((path) => path.getAttribute('d').split('M').length - 1);
    const drawn = crowd.reduce((sum, count) => sum + count, document.querySelectorAll('.envelope').length);
    key();
    window.requestAnimationFrame = usual;
    return { times: times.slice(10), drawn };";

/// Types into programs: a long run, the lessons with the most text, with the
/// longest run, with the most processes, and with packets; and a template that
/// has got forty workers and goes on for long.
fn typing() -> Result<()> {
    let forty = PIPELINE
        .replace("replicas = 3", "replicas = 40")
        .replace("range(12)", "range(2000)");
    let is_so = |part| forty.contains(part);
    ensure!(is_so("replicas = 40") && is_so("range(2000)"), "{forty}");
    for (what, text) in [
        ("a long run", scenario(LONG).as_str()),
        ("Bind, connect, close", CLOSE),
        ("Two flows share a link", FLOWS),
        ("The late joiner", JOINER),
        ("TCP or UDP", PACKETS),
        ("forty workers", forty.as_str()),
    ] {
        type_in(what, text)?;
    }
    Ok(())
}

const CLOSE: &str = include_str!("../../scenarios/05-zeromq/08-close.toml");
const FLOWS: &str = include_str!("../../scenarios/02-layers/07-congestion.toml");
const JOINER: &str = include_str!("../../scenarios/06-zeromq-trouble/04-late-joiner.toml");
const PIPELINE: &str = include_str!("../../web-ui/templates/pipeline.toml");
const PACKETS: &str = include_str!("../../scenarios/02-layers/05-tcp-or-udp.toml");

/// The longest that a key, or what comes of it, holds up the page.
fn type_in(what: &str, text: &str) -> Result<()> {
    let page = dropped(text)?;
    page.wait_for("the run", |page| Ok(page.count(".caption")? == 1))?;
    to_the_end(&page)?;
    page.press(&["e"])?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    let times = page.run_js_async(TYPING, &[])?;
    quantiles(&format!("one key, {what}"), &times["keys"], 50);
    figure(
        "  longest task while typing",
        number(&times["longest"]),
        "ms (at most 50; 0: none that a browser calls long)",
    );
    Ok(())
}

/// Sixty keys at the end of the last program, with a pause after every tenth, in
/// which the text is checked and run.
const TYPING: &str = "
    const area = document.querySelector('.editor textarea'), keys = [];
    let longest = 0;
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
    }).observe({ entryTypes: ['longtask'] });
    for (let i = 0; i < 60; i++) {
        const start = performance.now();
        const end = area.value.lastIndexOf(`'''`);
        area.setRangeText('#', end, end, 'end');
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));
        await Promise.resolve();
        keys.push(performance.now() - start);
        await new Promise((done) => setTimeout(done, i % 10 === 9 ? 900 : 60));
    }
    return { keys, longest };";

/// Plays one lesson in a loop: what the page keeps may not grow.
/// `SOAK_SECONDS` says how long; five minutes otherwise.
fn soak() -> Result<()> {
    let seconds = std::env::var("SOAK_SECONDS")
        .ok()
        .and_then(|text| text.parse().ok());
    let seconds: u64 = seconds.unwrap_or(300);
    let page = opened(&scenario(40), 2)?;
    to_the_end(&page)?;
    page.run_js(
        "const key = (key) => document.body.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, bubbles: true }));
         setInterval(() => { if (document.querySelector('[aria-label^=Play]')) key(' '); }, 250);",
        &[],
    )?;
    let begin = std::time::Instant::now();
    let mut samples = Vec::new();
    while begin.elapsed().as_secs() < seconds {
        std::thread::sleep(std::time::Duration::from_secs((seconds / 10).max(1)));
        page.devtools("HeapProfiler.collectGarbage", &json!({}))?;
        let heap = page.devtools("Runtime.getHeapUsage", &json!({}))?;
        let module = page.run_js("return window.wasmBindings.moduleBytes?.() ?? 0;", &[])?;
        samples.push((number(&heap["usedSize"]) / 1e6, number(&module) / 1e6));
    }
    let line = |samples: &[(f64, f64)]| {
        let words = samples
            .iter()
            .map(|(heap, module)| format!("{heap:.1}+{module:.1}"));
        words.collect::<Vec<_>>().join(" ")
    };
    println!(
        "  memory in {seconds} s of playing, MB (scripts + module): {}",
        line(&samples)
    );
    Ok(())
}

fn dropped(text: &str) -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "long.toml", text)?;
    Ok(page)
}

fn opened(text: &str, cards: usize) -> Result<Page> {
    let page = dropped(text)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == cards))?;
    Ok(page)
}

fn to_the_end(page: &Page) -> Result<()> {
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })
}

fn long_run(requests: u32) -> Result<Page> {
    let page = opened(&scenario(requests), 2)?;
    to_the_end(&page)?;
    Ok(page)
}

fn median(numbers: &mut [f64]) -> f64 {
    numbers.sort_by(f64::total_cmp);
    numbers.get(numbers.len() / 2).copied().unwrap_or(f64::NAN)
}

fn sizes() -> Result<()> {
    let site = std::env::var("MAILROOM_SITE").context("MAILROOM_SITE names the built site")?;
    for entry in std::fs::read_dir(&site)? {
        let path = entry?.path();
        // The module is packed.
        if path.extension().is_some_and(|extension| extension == "bin") {
            figure(
                "WebAssembly, packed",
                std::fs::metadata(&path)?.len() as f64 / 1e3,
                "kB (at most 900)",
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

/// From the one click on a lesson to an envelope on the stage.
fn first_motion() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "
        const start = performance.now();
        const first = 'The client comes first';
        [...document.querySelectorAll('.lesson')].find((e) => e.querySelector('b').textContent === first).click();
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
    let page = long_run(LONG)?;
    for (what, key) in [
        ("one step back", "ArrowLeft"),
        ("one step forward", "ArrowRight"),
    ] {
        quantiles(what, &page.run_js_async(KEYS, &[json!(key)])?, 50);
    }
    quantiles("one seek", &page.run_js_async(SEEKS, &[])?, 50);
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

fn quantiles(what: &str, times: &Value, most: u32) {
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
        "  {what:<42} {:>9.1} ms median, {:.1} ms 95th percentile (at most {most})",
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
