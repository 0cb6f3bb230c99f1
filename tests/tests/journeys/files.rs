//! A scenario author: files of one's own, with mistakes and without.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

const GOOD: &str =
    "title = \"My own\"\n[process.p]\nprogram = '''\nprint('hello from my file')\n'''\n";

fn drop_and_wait(page: &Page, text: &str, selector: &str) -> Result<()> {
    page.wait_for("a page to drop it on", |page| {
        Ok(page.count(".lesson, .stage")? > 0)
    })?;
    page.drop_file("body", "mine.toml", text)?;
    page.wait_for(selector, |page| Ok(page.count(selector)? > 0))
}

#[test]
fn a_broken_file_shows_its_mistakes_and_keeps_the_text() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let broken = GOOD.replace("title", "titel").replace("print(", "print((");
    drop_and_wait(&page, &broken, ".problem")?;
    let said = page.text(".problems")?;
    ensure!(
        said.contains("titel") && said.contains("title"),
        "it names the key and the right one: {said}"
    );
    let kept = page.run_js("return document.querySelector('textarea').value;", &[])?;
    ensure!(
        kept.as_str() == Some(broken.as_str()),
        "the text is still there"
    );
    page.screenshot("broken")?;
    // Mending the text where it stands is enough.
    page.clear("textarea")?;
    page.type_into("textarea", GOOD)?;
    page.wait_for("the picture", |page| Ok(page.count(".stage .card")? == 1))?;
    page.press(&["Escape"])?;
    page.check_quiet()
}

#[test]
fn a_file_of_ones_own_plays() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    drop_and_wait(&page, GOOD, ".stage .card")?;
    page.press(&["End"])?;
    page.wait_for_text(".output", "hello from my file")?;
    page.check_quiet()
}

#[test]
fn a_program_without_end_leaves_the_page_alive() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let endless = GOOD.replace("print('hello from my file')", "while True: pass");
    drop_and_wait(&page, &endless, ".stage .card")?;
    page.press(&["End"])?;
    page.wait_for_text(".caption", "while True: pass")?;
    drop_and_wait(&page, GOOD, ".stage .card")?;
    page.press(&["End"])?;
    page.wait_for_text(".output", "hello from my file")
}

/// The text of the editor.
fn text(page: &Page) -> Result<String> {
    let text = page.run_js(
        "return document.querySelector('.editor textarea')?.value ?? '';",
        &[],
    )?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

fn write(page: &Page, template: &str, typed: &str) -> Result<()> {
    page.click_on(template)?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    page.type_into(".editor textarea", typed)
}

#[test]
fn a_program_is_indented_and_its_error_has_a_line() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    // Enter keeps the indent and adds to it after a colon; the keys of the
    // page's own mean nothing within the text.
    let typed = "\n[process.more]\nprogram = '''\nif True:\nx = 1\ny = nothing\n";
    write(&page, "New: Empty", typed)?;
    ensure!(
        text(&page)?.ends_with("if True:\n    x = 1\n    y = nothing\n    "),
        "indented: {:?}",
        text(&page)?
    );
    page.press(&["Shift", "Tab"])?;
    page.type_into(".editor textarea", "'''\n")?;
    page.wait_for_text(".problems", "more ends with NameError")?;
    ensure!(
        text(&page)?.ends_with("nothing\n'''\n"),
        "{:?}",
        text(&page)?
    );
    page.screenshot("editor-remark")?;
    page.press(&["Tab"])?;
    page.wait_for("a level more", |page| Ok(text(page)?.ends_with("\n    ")))?;
    // The page's history takes back what it has typed, as any change.
    page.press(&["Control", "z"])?;
    page.wait_for("a level less", |page| Ok(text(page)?.ends_with("'''\n")))?;
    page.press(&["Escape", "Tab"])?;
    page.wait_for("the focus elsewhere", |page| {
        page.is_true("!document.activeElement.matches('textarea')")
    })?;
    ensure!(text(&page)?.ends_with("'''\n"), "and no change of the text");
    page.check_quiet()
}

#[test]
fn nothing_that_was_written_is_lost() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    write(&page, "New: Empty", "\n# the first\n")?;
    // At once, before the pause in which it is kept.
    page.click_on("Scenarios")?;
    write(&page, "New: Pipeline with workers", "\n# the second\n")?;
    page.wait_for_text(".notice", "my-scenario.toml is kept")?;
    page.click_on("Scenarios")?;
    page.click_on("Continue my-scenario.toml")?;
    page.wait_for("the first text", |page| {
        Ok(text(page)?.contains("# the first"))
    })?;
    page.home()?;
    page.wait_for("the library", |page| Ok(page.count(".kept li")? == 2))?;
    page.screenshot("own")?;
    page.click_on("Continue my-scenario-2.toml")?;
    page.wait_for("the second text", |page| {
        Ok(text(page)?.contains("# the second"))
    })?;
    page.check_quiet()
}

/// What went well is said for a while; what went wrong until it is closed. What
/// somebody points at stays.
#[test]
fn good_news_goes_by_itself() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    write(&page, "New: Empty", "\n# the first\n")?;
    page.click_on("Duplicate")?;
    page.wait_for_text(".notice.news", "stays as it was")?;
    ensure!(page.attribute(".notice", "role")?.as_deref() == Some("status"));
    page.run_js("document.querySelector('.notice button').focus();", &[])?;
    let later = "await new Promise((done) => setTimeout(done, 12000));";
    page.run_js_async(later, &[])?;
    ensure!(page.count(".notice.news")? == 1, "it has the focus");
    page.run_js("document.activeElement.blur();", &[])?;
    page.wait_for("it to go", |page| Ok(page.count(".notice")? == 0))?;
    page.check_quiet()
}

/// A text without end has no verdict, least of all that of the text before.
#[test]
fn a_verdict_is_never_that_of_another_text() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let expects = "[[expect]]\nprocess = 'p'\nprints = 'hello from my file'\n";
    drop_and_wait(&page, &format!("{GOOD}{expects}"), ".stage .card")?;
    page.press(&["e"])?;
    page.wait_for_text(".met", "1 of 1 expectations hold")?;
    let script = "const area = document.querySelector('.editor textarea'), word = \"print('hello from my file')\";
        const at = area.value.indexOf(word);
        area.setRangeText('while True: pass', at, at + word.length, 'end');
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.run_js(script, &[])?;
    page.wait_for_text(".editor-head", "running")?;
    ensure!(!page.text(".met")?.contains("hold"), "no verdict yet");
    // The page's own history takes it back, wherever the keys go.
    page.press(&["Control", "z"])?;
    page.wait_for_text(".met", "1 of 1 expectations hold")?;
    page.check_quiet()
}

/// While it plays, three workers become forty and forty three: each time the
/// picture follows, and the clock goes on with it.
#[test]
fn the_picture_follows_the_text_while_it_plays() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "mine.toml", PIPELINE)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 5))?;
    page.press(&["e"])?;
    for (from, to, seen) in [
        ("3", "40", "×40"),
        ("40", "3", "worker-3"),
        ("3", "24", "×24"),
    ] {
        replicate(&page, from, to)?;
        page.wait_for_text(".stage", seen)?;
        let clock = page.text(".clock")?;
        page.wait_for("the clock to go on", |page| {
            Ok(page.text(".clock")? != clock)
        })?;
    }
    page.check_quiet()
}

/// The process that is selected may be one that a changed text has no more.
#[test]
fn the_selected_process_may_vanish() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "mine.toml", PIPELINE)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 5))?;
    page.press(&["e"])?;
    replicate(&page, "3", "4")?;
    page.wait_for_text(".stage", "worker-4")?;
    page.click(".stage [aria-label^='sink']")?;
    page.wait_for("the selection", |page| {
        Ok(page.count(".stage [aria-label^='sink'][aria-pressed='true']")? == 1)
    })?;
    page.click_on("Undo")?;
    page.wait_for("the stage of three", |page| {
        Ok(page.count(".stage .card")? == 5)
    })?;
    page.press(&["Escape"])?;
    page.wait_for_text(".dock", "out.bind")?;
    page.check_quiet()
}

/// Writes another number of replicas into the editor.
fn replicate(page: &Page, from: &str, to: &str) -> Result<()> {
    let script = "const area = document.querySelector('.editor textarea'), word = 'replicas = ' + arguments[0];
        const at = area.value.indexOf(word);
        area.setRangeText('replicas = ' + arguments[1], at, at + word.length, 'end');
        area.dispatchEvent(new InputEvent('input', { bubbles: true }));";
    page.run_js(script, &[json!(from), json!(to)])?;
    Ok(())
}

const PIPELINE: &str = r#"
title = "A pipeline that goes on"
[process.source]
program = '''
import zmq, time
out = zmq.Context().socket(zmq.PUSH)
out.bind("tcp://*:5557")
for i in range(2000):
    out.send_string(f"job {i}")
    time.sleep(0.02)
'''
[process.worker]
replicas = 3
program = '''
import zmq, time
context = zmq.Context()
jobs = context.socket(zmq.PULL)
jobs.connect("tcp://source:5557")
done = context.socket(zmq.PUSH)
done.connect("tcp://sink:5558")
while True:
    job = jobs.recv_string()
    time.sleep(0.02)
    done.send_string("done " + job)
'''
[process.sink]
program = '''
import zmq
results = zmq.Context().socket(zmq.PULL)
results.bind("tcp://*:5558")
while True:
    print(results.recv_string())
'''
"#;
