//! The page opens, from a server and from the disk, and has nothing to
//! complain about.

use anyhow::{Result, ensure};

use crate::harness::{Page, Place, Size};

fn check_opens(place: Place, picture: &str) -> Result<()> {
    let page = Page::open(place, Size::USUAL)?;
    ensure!(
        page.title()?.contains("Mailroom"),
        "the title is {}",
        page.title()?
    );
    page.wait_for_text("body", "Mailroom")?;
    page.screenshot(picture)?;
    page.check_quiet()
}

#[test]
fn the_site_opens() -> Result<()> {
    check_opens(Place::Site, "site")
}

#[test]
fn the_single_file_opens_from_disk_without_network() -> Result<()> {
    check_opens(Place::SingleFile, "single-file")
}

#[test]
fn the_site_opens_again_without_a_network() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the worker to keep the page", |page| {
        page.is_true("navigator.serviceWorker.controller")
    })?;
    let kept = "const found = await caches.match('./mailroom.html'); return Boolean(found);";
    page.wait_for("the page as one file to be kept", |page| {
        Ok(page.run_js_async(kept, &[])? == true)
    })?;
    page.cut_network()?;
    page.reload()?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.click(".lesson")?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? > 0))?;
    let script = "window.saved = []; URL.createObjectURL = (blob) => { window.saved.push(blob); return 'blob:none'; };";
    page.run_js(script, &[])?;
    page.press(&["s"])?;
    page.click_on("Hand-out")?;
    page.wait_for("the hand-out", |page| {
        page.is_true("window.saved.length === 1 && window.saved[0].size > 1e6")
    })
}

#[test]
fn nothing_of_a_file_is_executed_or_becomes_markup() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let evil = "<img src=x onerror=\"window.caught=1\"><script>window.caught=1</script>";
    let text = format!(
        "title = '''{evil}'''\nchapter = '''{evil}'''\n[process.p]\nprogram = '''\nprint({evil:?})\n'''\n\
         [[stop_at]]\nat = \"0s\"\nsay = '''{evil}'''\nask = '''{evil}'''\nchoices = [ '''{evil}''', \"b\" ]\n"
    );
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.drop_file("body", "<b>evil</b>.toml", &text)?;
    page.wait_for("the picture or its problems", |page| {
        Ok(page.count(".stage .card, .problem")? > 0)
    })?;
    page.press(&["End"])?;
    page.press(&["o"])?;
    page.wait_for("the log", |page| Ok(page.count(".log")? > 0))?;
    ensure!(
        page.is_true("window.caught === undefined")?,
        "a script of the file ran"
    );
    ensure!(
        page.count(".page img, .page script")? == 0,
        "markup of the file is in the page"
    );
    // A script that comes in otherwise is stopped by the page's policy.
    page.run_js("const s = document.createElement('script'); s.textContent = 'window.caught=2'; document.body.append(s);", &[])?;
    ensure!(
        page.is_true("window.caught === undefined")?,
        "the policy lets scripts in"
    );
    Ok(())
}
