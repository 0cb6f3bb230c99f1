//! A scenario author: files of one's own, with mistakes and without.

use anyhow::{Result, ensure};

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
