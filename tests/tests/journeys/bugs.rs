//! A bug in the program: the page says what is needed to replay it, and the
//! text of whoever wrote the scenario is not lost.

use anyhow::{Context, Result, ensure};

use crate::harness::{Page, Place, Size};

/// A scenario of somebody's own, with a seed that is not the usual one.
const OWN: &str =
    "title = 'Mine'\nseed = 77\n[process.p]\nprogram = '''\nprint('one')\nprint('two')\n'''\n";

/// Has a bug in the page after two steps of a scenario of one's own.
fn check_report(place: Place) -> Result<()> {
    let page = Page::open(place, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "mine.toml", OWN)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 1))?;
    page.press(&["End"])?;
    page.wait_for_text(".output", "two")?;
    page.run_js("setTimeout(() => window.wasmBindings.haveBug());", &[])?;
    page.wait_for("the report", |page| Ok(page.count("#bug")? == 1))?;
    let report = page.text("#bug pre")?;
    for part in ["mine.toml", "seed      77", "step      "] {
        ensure!(
            report.contains(part),
            "no `{part}` in the report:\n{report}"
        );
    }
    // A module that was not built for size has the words.
    let told = ["bug       a test asked", "wasm-function"];
    ensure!(
        told.iter().any(|it| report.contains(it)),
        "no bug in the report:\n{report}"
    );
    let text = page.run_js("return document.querySelector('#bug textarea').value;", &[])?;
    let text = text.as_str().context("a text")?;
    ensure!(
        text == OWN,
        "the text is not the one that was given:\n{text}"
    );
    page.screenshot("bug").map(drop)
}

#[test]
fn a_bug_leaves_the_text_and_what_replays_it() -> Result<()> {
    check_report(Place::Site)
}

#[test]
fn a_bug_in_the_single_file_does_too() -> Result<()> {
    check_report(Place::SingleFile)
}
