//! Hands on the run and the picture: what if, by keyboard and by the right
//! button; zoom, pan and pinch; stacks of replicas; steps by the stack.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// A packet run with a message on its way for a fifth of a second, every second.
const SLOW: &str = r#"
title = "Slow"
detail = "packets"
stop = "9s"
[link]
latency = "200ms"
[process.sender]
program = '''
import time, zmq
push = zmq.Context().socket(zmq.PUSH)
push.setsockopt(zmq.SNDHWM, 5)
push.connect("tcp://receiver:5001")
for n in range(6):
    push.send_string(f"job {n}")
    time.sleep(1)
'''
[process.receiver]
program = '''
import zmq
pull = zmq.Context().socket(zmq.PULL)
pull.bind("tcp://*:5001")
for n in range(6):
    print(pull.recv_string())
'''
"#;

fn opened(text: &str, cards: usize, size: Size) -> Result<Page> {
    let page = Page::open(Place::Site, size)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "mine.toml", text)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == cards))?;
    page.press(&["End"])?;
    page.wait_for("the end of the run", |page| {
        Ok(page.count(".caption .ending")? > 0)
    })?;
    Ok(page)
}

fn go_to(page: &Page, place: &str) -> Result<()> {
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    page.type_into("#go", place)?;
    page.press(&["Enter"])?;
    page.press(&["Escape"])?;
    page.run_js("document.activeElement?.blur();", &[])?;
    page.press(&["Escape"]).map(drop)
}

/// Sends an event to what is drawn.
fn dispatch(page: &Page, selector: &str, event: &str) -> Result<()> {
    let script = "document.querySelector(arguments[0]).dispatchEvent(new MouseEvent(arguments[1], { bubbles: true, cancelable: true }));";
    page.run_js(script, &[json!(selector), json!(event)])
        .map(drop)
}

/// Writes into a field of the panel as a person does: the value, then Enter.
fn set(page: &Page, label: &str, value: &str) -> Result<()> {
    let script = "const label = [...document.querySelectorAll('.what-if label')].find(e => e.textContent.includes(arguments[0]));
        const field = label.querySelector('input');
        field.value = arguments[1];
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    page.run_js(script, &[json!(label), json!(value)]).map(drop)
}

fn branches(page: &Page, count: usize) -> Result<()> {
    page.wait_for(&format!("{count} futures"), |page| {
        Ok(page.count(".timeline-tools option")? == count)
    })
}

#[test]
fn everything_can_be_changed_at_the_cursor_and_kept() -> Result<()> {
    let page = opened(SLOW, 2, Size::USUAL)?;
    go_to(&page, "3.1s")?;
    page.wait_for("an envelope", |page| Ok(page.count(".envelope")? > 0))?;
    dispatch(&page, ".envelope", "contextmenu")?;
    page.wait_for("what can be done to it", |page| {
        Ok(page.count(".what-if")? == 1 && page.text(".what-if")?.contains("message"))
    })?;
    page.screenshot("what-if")?;
    page.click_on("Drop it")?;
    branches(&page, 2)?;
    page.wait_for_text(".timeline", "drop “job 3”")?;
    page.press(&["m"])?;
    page.wait_for("what is said of it", |page| {
        Ok(page.text(".message-tab")?.contains("off its way"))
    })?;
    page.press(&["x"])?;
    page.wait_for("the panel", |page| Ok(page.count(".what-if .cable")? == 2))?;
    set(&page, "loss %", "20")?;
    branches(&page, 3)?;
    set(&page, "SNDHWM", "2").or_else(|_| set(&page, "latency", "1ms"))?;
    branches(&page, 4)?;
    set(&page, "latency", "soon")?;
    page.wait_for_text(".notice", "cannot be used here")?;
    page.press(&["Escape"])?;
    page.click_on("Cut")?;
    branches(&page, 5)?;
    page.click_on("Save branch")?;
    page.wait_for("the faults in the text", |page| {
        page.is_true(
            "['drop = ', 'loss = 0.2', 'cut = ['].every(part => document.querySelector('.editor textarea')?.value.includes(part))",
        )
    })?;
    page.check_quiet()
}

#[test]
fn the_right_button_offers_what_can_be_done() -> Result<()> {
    let page = opened(SLOW, 2, Size::USUAL)?;
    go_to(&page, "2s")?;
    for (selector, word) in [(".stage .card", "Crash"), (".stage .tube", "Cables")] {
        dispatch(&page, selector, "contextmenu")?;
        page.wait_for_text(".what-if", word)?;
        page.press(&["x"])?;
    }
    page.check_quiet()
}

fn view_box(page: &Page) -> Result<String> {
    let found = page.attribute(".stage svg", "viewBox")?;
    Ok(found.unwrap_or_default())
}

#[test]
fn the_stage_can_be_enlarged_moved_and_pinched() -> Result<()> {
    let page = opened(SLOW, 2, Size::USUAL)?;
    let whole = view_box(&page)?;
    page.press(&["z"])?;
    page.wait_for("a larger picture", |page| Ok(view_box(page)? != whole))?;
    let larger = view_box(&page)?;
    page.press(&["ArrowDown"])?;
    page.wait_for("another part", |page| Ok(view_box(page)? != larger))?;
    page.press(&["f"])?;
    page.wait_for("the whole", |page| Ok(view_box(page)? == whole))?;
    page.click_on("Larger")?;
    let stage = page.rectangle(".stage")?;
    let middle = (stage[0] + stage[2] / 2.0, stage[1] + stage[3] * 0.85);
    let larger = view_box(&page)?;
    page.drag(middle, (middle.0 - 120.0, middle.1))?;
    page.wait_for("a moved picture", |page| Ok(view_box(page)? != larger))?;
    page.click_on("fit")?;
    page.wait_for("the whole again", |page| Ok(view_box(page)? == whole))?;
    let away = |by: f64| (middle.0 + by, middle.1);
    page.touch(&[(away(-20.0), away(-160.0)), (away(20.0), away(160.0))])?;
    page.wait_for("a picture between two fingers", |page| {
        Ok(view_box(page)? != whole)
    })?;
    page.check_quiet()
}

#[test]
fn fifty_workers_are_one_stack_that_opens() -> Result<()> {
    let text = "title = 'Many'\n[process.worker]\nreplicas = 50\nprogram = '''\nimport time\ntime.sleep(1)\n'''\n[process.boss]\nprogram = 'print(1)'\n";
    let page = opened(text, 2, Size::USUAL)?;
    ensure!(page.text(".stage svg")?.contains("worker ×50"), "a stack");
    page.screenshot("stack")?;
    page.click_on("worker ×50")?;
    page.wait_for("all of them", |page| Ok(page.count(".stage .card")? == 51))?;
    page.screenshot("stack-open")?;
    page.click_on("worker ×50")?;
    page.wait_for("the stack", |page| Ok(page.count(".stage .card")? == 2))?;
    page.check_quiet()
}

#[test]
fn threads_and_frames_are_stepped_by_buttons() -> Result<()> {
    let text = "title = 'Frames'\n[process.p]\nprogram = '''\nimport threading, time\ndef deep(n):\n    n = n + 1\n    return n\ndef work():\n    time.sleep(1)\nthread = threading.Thread(target=work, name='helper')\nthread.start()\nfor i in range(6):\n    i = deep(i)\nthread.join()\n'''\n[process.q]\nprogram = 'print(1)'\n";
    let page = opened(text, 2, Size::USUAL)?;
    page.press(&["Home"])?;
    let line = |page: &Page| page.text(".code-line.current i");
    for _ in 0..12 {
        page.click_on("into")?;
        if line(&page)? == "3" {
            break;
        }
    }
    ensure!(line(&page)? == "3", "into the function: {}", line(&page)?);
    page.press(&[","])?;
    page.wait_for("the caller", |page| {
        Ok(line(page)? != "3" && line(page)? != "4")
    })?;
    let before = line(&page)?;
    page.press(&["."])?;
    page.wait_for("the next line of the caller", |page| {
        let now = line(page)?;
        Ok(now != before && now != "3" && now != "4")
    })?;
    page.click_on("helper")?;
    page.wait_for("the other thread's line", |page| Ok(line(page)? == "6"))?;
    page.screenshot("threads")?;
    page.check_quiet()
}

#[test]
fn targets_are_large_enough_to_touch() -> Result<()> {
    let page = opened(SLOW, 2, Size::SMALL)?;
    let script = "return [...document.querySelectorAll('button, select, input, [role=tab]')]
        .map(e => [e.getBoundingClientRect(), e.getAttribute('aria-label') ?? e.textContent])
        .filter(([r, _]) => r.width > 1 && r.height > 1 && (r.width < 24 || r.height < 24))
        .map(([r, name]) => `${name}: ${r.width.toFixed()}x${r.height.toFixed()}`);";
    for key in ["c", "q", "o", "x", "g"] {
        page.press(&[key])?;
        let small = page.run_js(script, &[])?;
        let none = small.as_array().is_some_and(Vec::is_empty);
        ensure!(none, "too small to touch after {key}: {small}");
        page.run_js("document.activeElement?.blur();", &[])?;
    }
    page.check_quiet()
}

#[test]
fn nothing_is_cramped_at_small_sizes() -> Result<()> {
    for size in [Size::SMALL, Size::PROJECTOR] {
        let page = opened(SLOW, 2, size)?;
        for projector in [false, true] {
            if projector {
                page.press(&["p"])?;
            }
            let script = "return document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight;";
            page.wait_for("a page without scrolling", |page| {
                Ok(page.run_js(script, &[])? == json!(true))
            })?;
            let code = page.rectangle(".code-scroll")?;
            ensure!(
                code[3] >= 80.0,
                "{size:?}, projector {projector}: the program has {} pixels",
                code[3]
            );
            page.screenshot(&format!("small-{}-{projector}", size.width))?;
        }
        page.check_quiet()?;
    }
    Ok(())
}
