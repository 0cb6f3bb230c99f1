//! The harness against a small page whose behaviour is known: what it finds,
//! presses and hears is what is there, and what is not there is an error.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::harness::{Page, Place, Size};

/// Writes into `#heard` what is done to it.
const SMALL_PAGE: &str = "data:text/html,<title>small</title>\
    <h1>Small</h1><button aria-label='Step back'>x</button><button hidden>no</button>\
    <input id=field value=a><input id=file type=file><p id=heard>-</p>\
    <script>const say = (t) => heard.textContent = t;\
    document.querySelector('button').onclick = () => say('clicked');\
    addEventListener('keydown', (e) => say((e.shiftKey ? 'Shift+' : '') + e.key));\
    addEventListener('mouseup', (e) => e.target.id || say('up at ' + e.clientX));\
    addEventListener('drop', (e) => e.dataTransfer.files[0].text().then(say));\
    file.onchange = () => say(file.files[0].name);</script>";

fn open() -> Result<Page> {
    let page = Page::open(Place::Site, Size::PROJECTOR)?;
    page.go(SMALL_PAGE)?;
    Ok(page)
}

#[test]
fn what_a_person_does_reaches_the_page() -> Result<()> {
    let page = open()?;
    page.click_on("Step back")?;
    page.wait_for_text("#heard", "clicked")?;
    page.press(&["Shift", "ArrowLeft"])?;
    page.wait_for_text("#heard", "Shift+ArrowLeft")?;
    page.drag((300.0, 300.0), (420.0, 310.0))?;
    page.wait_for_text("#heard", "up at 420")?;
    page.drop_file("#heard", "a.toml", "dropped text")?;
    page.wait_for_text("#heard", "dropped text")?;
    page.type_into("#file", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml"))?;
    page.wait_for_text("#heard", "Cargo.toml")?;
    page.clear("#field")?;
    page.click("#field")?;
    page.type_into("#field", "typed")?;
    ensure!(page.run_js("return field.value;", &[])? == json!("typed"));
    page.reload()?;
    page.wait_for_text("#heard", "-")
}

#[test]
fn what_is_there_is_seen() -> Result<()> {
    let page = open()?;
    ensure!(page.title()? == "small");
    ensure!(page.count("button")? == 2);
    ensure!(page.attribute("button", "aria-label")?.as_deref() == Some("Step back"));
    ensure!(page.attribute("button", "title")?.is_none());
    ensure!(page.rectangle("h1")?[2] > 1000.0);
    ensure!(page.run_js("return [innerWidth, innerHeight];", &[])? == json!([1280, 720]));
    page.resize(Size::new(800, 600))?;
    ensure!(page.run_js("return innerWidth;", &[])? == json!(800));
    page.prefer("prefers-reduced-motion", "reduce")?;
    ensure!(page.is_true("matchMedia('(prefers-reduced-motion: reduce)').matches")?);
    ensure!(page.screenshot("small")?.metadata()?.len() > 1000);
    Ok(())
}

#[test]
fn what_is_not_there_is_an_error() -> Result<()> {
    let page = open()?;
    ensure!(page.text("h2").is_err());
    ensure!(page.press(&["NoSuchKey"]).is_err());
    ensure!(page.run_js("throw new Error('no');", &[]).is_err());
    ensure!(page.run_js_async("throw new Error('no');", &[]).is_err());
    let tripled = page.run_js_async("return (await 4) * arguments[0];", &[json!(3)])?;
    ensure!(tripled == json!(12), "run_js_async returned {tripled}");
    Ok(())
}

/// An uncaught exception, an error in the console, a file that is not there.
#[test]
fn what_the_page_complains_of_is_heard() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.check_quiet()?;
    page.run_js("setTimeout(() => { throw new Error('one'); });", &[])?;
    page.run_js("console.error('two'); fetch('no-such-file');", &[])?;
    let mut heard = Vec::new();
    for _ in 0..40 {
        heard.extend(page.complaints()?);
        if heard.len() == 3 {
            return Ok(());
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    anyhow::bail!("of three complaints only these were heard: {heard:?}")
}

#[test]
fn without_network_nothing_is_fetched() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    // Not one of the files that the page keeps for the time without a network.
    let fetch = "return (await fetch('worker.js', { cache: 'no-store' })).status;";
    ensure!(page.run_js_async(fetch, &[])? == json!(200));
    page.cut_network()?;
    ensure!(page.run_js_async(fetch, &[]).is_err());
    Ok(())
}
