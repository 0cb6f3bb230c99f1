//! Branches and stacks as they are seen: room for what comes after a change,
//! what differs at the end of two runs, what an export may tell, replicas that
//! keep the flow.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Opens the lesson with this title, paused at its beginning.
fn lesson(title: &str, size: Size) -> Result<Page> {
    let page = Page::open(Place::Site, size)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let script = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
    page.run_js(script, &[json!(title)])?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? >= 2))?;
    // It plays at once, and may have come to its first stop, or not.
    page.press(&["Home"])?;
    Ok(page)
}

fn go_to(page: &Page, place: &str) -> Result<()> {
    page.press(&["g"])?;
    page.wait_for("the panel", |page| Ok(page.count("#go")? == 1))?;
    page.type_into("#go", place)?;
    page.press(&["Enter"])?;
    page.wait_for("the moment", |page| Ok(page.count("#go")? == 0))
}

/// The late joiner with the cable of `deaf` cut in the middle of its lesson.
fn cut(size: Size) -> Result<Page> {
    let page = lesson("The late joiner", size)?;
    page.press(&["End"])?;
    page.wait_for("the end", |page| Ok(page.count(".caption .ending")? > 0))?;
    go_to(&page, "558.19ms")?;
    page.press(&["x"])?;
    page.wait_for("what can be done", |page| {
        Ok(page.count(".what-if .cable")? > 0)
    })?;
    page.click_on("Cut")?;
    page.wait_for("the branch", |page| Ok(page.count(".branch.current")? == 1))?;
    page.press(&["End"])?;
    page.wait_for("its end", |page| {
        Ok(page.count(".caption .ending")? > 0 && page.text(".clock")?.starts_with("5"))
    })?;
    Ok(page)
}

#[test]
fn what_comes_after_a_change_has_room() -> Result<()> {
    for (name, size) in [
        ("branch", Size::USUAL),
        ("branch-low", Size::new(1280, 720)),
    ] {
        let page = cut(size)?;
        page.screenshot(name)?;
        let label = "const text = document.querySelector('.branch.current text:last-child'), box = text.getBoundingClientRect();
            return [text.textContent, box.left >= 0 && box.right <= innerWidth];";
        let label = page.run_js(label, &[])?;
        let whole = label[0]
            .as_str()
            .is_some_and(|it| it.contains("deaf - switch"));
        ensure!(whole && label[1] == true, "the branch's name: {label}");
        // Where the branch begins, and how many stretches it is drawn in.
        let room = "const fork = document.querySelector('.branch.current path:last-of-type').getBoundingClientRect();
            const gaps = [...document.querySelectorAll('.gap')].map(e => e.getBoundingClientRect().left);
            return [(innerWidth - fork.left) / innerWidth, gaps.filter(x => x > fork.left - 2).length];";
        let room = page.run_js(room, &[])?;
        let part = room[0].as_f64().context("a number")?;
        let gaps = room[1].as_u64().context("a number")?;
        ensure!(part > 0.15 && gaps > 3, "room of the branch: {room}");
        let lanes = "const sheet = document.querySelector('.axis-sheet').getBoundingClientRect();
            const below = [...document.querySelectorAll('.lane-name')].filter(e => e.getBoundingClientRect().bottom > sheet.top + 8);
            return below.length > 0 && !document.querySelector('.lanes-beyond');";
        ensure!(
            page.run_js(lanes, &[])? == false,
            "a lane is hidden without a word"
        );
        page.check_quiet()?;
    }
    Ok(())
}

#[test]
fn what_came_of_it_is_marked_at_the_end() -> Result<()> {
    let page = cut(Size::USUAL)?;
    page.press(&["v"])?;
    page.click_on("original")?;
    page.wait_for("the mark on the late joiner", |page| {
        page.is_true("[...document.querySelectorAll('.card.differs')].some(e => e.textContent.includes('late'))")
    })?;
    page.screenshot("compare-end")?;
    let marked =
        "return [...document.querySelectorAll('.stage-area:not(.other) .card.differs')].length;";
    ensure!(page.run_js(marked, &[])? == 1, "only that one differs");
    page.check_quiet()
}

/// Saves a file of the Share panel and returns its text.
fn export(page: &Page, word: &str) -> Result<String> {
    let script = "window.saved = []; URL.createObjectURL = (blob) => { window.saved.push(blob); return 'blob:none'; };
        HTMLElement.prototype.click = function () {};
        const all = [...document.querySelectorAll('.exports .button')];
        all.find((e) => e.innerText === arguments[0]).dispatchEvent(new MouseEvent('click', { bubbles: true }));";
    page.run_js(script, &[json!(word)])?;
    page.wait_for("a file", |page| page.is_true("window.saved.length === 1"))?;
    let text = page.run_js_async("return await window.saved[0].text();", &[])?;
    Ok(text.as_str().context("a text")?.to_owned())
}

#[test]
fn an_export_tells_no_more_than_the_page_and_is_light() -> Result<()> {
    let page = lesson("The late joiner", Size::USUAL)?;
    page.press(&["PageDown"])?;
    page.wait_for("a question", |page| Ok(page.count(".future.hidden")? > 0))?;
    page.click_on("Dark")?;
    page.press(&["s"])?;
    page.wait_for_text(".panel", "A question is open")?;
    let diagram = export(&page, "Diagram, SVG")?;
    ensure!(diagram.contains("data-theme=\"light\""), "a light drawing");
    ensure!(!diagram.contains("deaf 9"), "the future is not told");
    let whole = export(&page, "Mermaid")?;
    ensure!(whole.contains("Note over p0: As far as"), "{whole}");
    ensure!(!whole.contains("deaf 9"), "the future is not told");
    ensure!(export(&page, "Stage, SVG")?.contains("data-theme=\"light\""));
    page.check_quiet()
}

#[test]
fn who_goes_on_without_an_answer_sees_what_comes_as_it_comes() -> Result<()> {
    let page = lesson("Slow subscriber, slow network", Size::USUAL)?;
    page.press(&["PageDown"])?;
    page.wait_for("a question", |page| Ok(page.count(".choices button")? > 0))?;
    let asked = page.count(".arrow")?;
    for _ in 0..3 {
        page.press(&["ArrowRight"])?;
    }
    page.wait_for(
        "no question",
        |page| Ok(page.count(".choices button")? == 0),
    )?;
    let edges = "return ['.future.hidden', '.playhead'].map(it => document.querySelector(it).getBoundingClientRect().left);";
    let edges = page.run_js(edges, &[])?;
    let x = |at: usize| edges[at].as_f64().unwrap_or_default();
    ensure!((x(0) - x(1)).abs() < 3.0, "the future is hidden: {edges}");
    ensure!(page.count(".arrow")? <= asked + 6, "nor is it drawn");
    // At the next stop that is over.
    page.press(&["End"])?;
    page.wait_for("the whole run", |page| {
        Ok(page.count(".future.hidden")? == 0 && page.count(".arrow")? > 50)
    })?;
    page.check_quiet()
}

/// A stack between two others keeps the story's direction.
const FARM: &str = r#"
title = "A farm"
stop = "3s"
[process.vent]
program = '''
import time, zmq
out = zmq.Context().socket(zmq.PUSH)
out.bind("tcp://*:5557")
time.sleep(0.5)
for n in range(6):
    out.send_string(f"job {n}")
'''
[process.worker]
replicas = 40
program = '''
import zmq
context = zmq.Context()
jobs = context.socket(zmq.PULL)
jobs.connect("tcp://vent:5557")
done = context.socket(zmq.PUSH)
done.connect("tcp://sink:5558")
while True:
    done.send_string("done " + jobs.recv_string())
'''
[process.sink]
program = '''
import zmq
done = zmq.Context().socket(zmq.PULL)
done.bind("tcp://*:5558")
for n in range(6):
    print(done.recv_string())
'''
"#;

#[test]
fn a_stack_keeps_the_flow_and_says_what_its_members_do() -> Result<()> {
    let placed = format!("{FARM}\n[host.vent]\nat = [0.14, 0.79]\n");
    for (name, text) in [("stack-flow", FARM), ("stack-placed", placed.as_str())] {
        let page = Page::open(Place::Site, Size::USUAL)?;
        page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
        page.drop_file("body", "farm.toml", text)?;
        page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 3))?;
        page.press(&["End"])?;
        page.wait_for("the end", |page| Ok(page.count(".caption .ending")? > 0))?;
        page.press(&["e"])?;
        page.wait_for(
            "the editor",
            |page| Ok(page.count(".editor textarea")? == 1),
        )?;
        page.screenshot(name)?;
        let places = "return ['vent', 'worker', 'sink'].map(name => document.querySelector(`.stage [aria-label^='${name}']`).getBoundingClientRect().left);";
        let places = page.run_js(places, &[])?;
        let x = |at: usize| places[at].as_f64().unwrap_or_default();
        ensure!(
            x(0) < x(1) && x(1) < x(2),
            "{name}: from left to right: {places}"
        );
        let covered = "const tools = [...document.querySelectorAll('.stage-tools > *')].map(e => e.getBoundingClientRect());
            const cards = [...document.querySelectorAll('.stage .card')].map(e => e.getBoundingClientRect());
            return cards.some(c => tools.some(t => t.left < c.right && c.left < t.right && t.top < c.bottom && c.top < t.bottom));";
        ensure!(
            page.run_js(covered, &[])? == false,
            "{name}: a button covers a card"
        );
        let stage = page.text(".stage svg")?;
        ensure!(
            stage.contains("waits: recv") && stage.contains("all 40"),
            "{stage}"
        );
        let ending = page.text(".caption")?;
        ensure!(
            ending.contains("worker-1 waits in recv, like 39 others"),
            "{ending}"
        );
        page.check_quiet()?;
    }
    Ok(())
}
