//! What the page says to files, links and browsers that mean it no good: each
//! is told what is wrong, and the page goes on working.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Page, Place, Size};

const GOOD: &str = "title = 'Good'\n[process.p]\nprogram = \"print('still alive')\"\n";

fn opened() -> Result<Page> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    Ok(page)
}

/// The page plays a file of its user, whatever was before.
fn still_works(page: &Page) -> Result<()> {
    page.drop_file("body", "good.toml", GOOD)?;
    page.wait_for_text(".crumb", "Good")?;
    page.run_js("document.activeElement?.blur();", &[])?;
    page.press(&["End"])?;
    page.wait_for_text(".output", "still alive")
}

/// Drops a file whose text a script makes in the page.
fn drop_made(page: &Page, name: &str, make: &str) -> Result<()> {
    let script = format!(
        "const transfer = new DataTransfer();
         transfer.items.add(new File([{make}], arguments[0]));
         document.body.dispatchEvent(new DragEvent('drop',
             {{ dataTransfer: transfer, bubbles: true, cancelable: true }}));"
    );
    page.run_js(&script, &[json!(name)]).map(drop)
}

#[test]
fn nothing_from_a_file_is_markup() -> Result<()> {
    let page = opened()?;
    let bait = "<img src=x onerror='window.caught=1'><script>window.caught=1</script>";
    let text = format!(
        "title = \"{bait}\"\nchapter = \"{bait}\"\ngoal = \"{bait}\"\nnotes = \"{bait}\"\nwhat_if = [\"{bait}\"]\n\
         [process.p]\nargs = [\"{bait}\"]\nprogram = '''\nimport sys\nname = sys.argv[1]\nprint(name)\nraise ValueError(name)\n'''\n\
         [[stop_at]]\nat = \"0s\"\nsay = \"{bait}\"\nask = \"{bait}\"\nchoices = [\"{bait}\", \"b\"]\nhint = \"{bait}\"\n"
    );
    page.drop_file("body", "<img src=x onerror=caught=1>.toml", &text)?;
    page.wait_for("the stage", |page| Ok(page.count(".stage .card")? == 1))?;
    page.press(&["End"])?;
    for key in ["o", "q", "m", "c", "s", "v", "e", "x", "n"] {
        page.press(&[key])?;
        page.run_js_async("await new Promise((done) => setTimeout(done, 120));", &[])?;
        page.run_js("document.activeElement?.blur();", &[])?;
    }
    ensure!(
        page.is_true("window.caught === undefined && document.querySelector('img') === null")?,
        "something of the file became markup"
    );
    Ok(())
}

#[test]
fn huge_binary_and_nested_files_are_refused_in_words() -> Result<()> {
    let page = opened()?;
    let cases = [
        ("huge.toml", "'x'.repeat(60e6)", ".notice", "MB"),
        (
            "binary.toml",
            "new Uint8Array(5000).map((_, i) => i * 7)",
            ".problems, .notice",
            "",
        ),
        ("deep.toml", "'a = ' + '['.repeat(1e5)", ".problems", ""),
        ("empty.toml", "''", ".problems", "process"),
    ];
    for (name, make, selector, word) in cases {
        drop_made(&page, name, make)?;
        page.wait_for(&format!("a word about {name}"), |page| {
            Ok(page.count(selector)? > 0 && page.text(selector)?.contains(word))
        })?;
        still_works(&page)?;
    }
    Ok(())
}

#[test]
fn ten_thousand_processes_are_too_many_and_five_hundred_a_stack() -> Result<()> {
    let page = opened()?;
    let text = |count: u32| {
        format!("title = 'Crowd'\nstop = '1s'\n[process.w]\nreplicas = {count}\nprogram = 'pass'\n")
    };
    page.drop_file("body", "crowd.toml", &text(10_000))?;
    page.wait_for_text(".problems", "mailroom run")?;
    page.drop_file("body", "crowd.toml", &text(500))?;
    page.wait_for("a stack", |page| Ok(page.count(".stage .card")? == 1))?;
    still_works(&page)
}

#[test]
fn a_storage_that_refuses_is_said_once() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let full = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };";
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": full }),
    )?;
    page.reload()?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    page.click_on("New: Empty")?;
    page.wait_for(
        "the editor",
        |page| Ok(page.count(".editor textarea")? == 1),
    )?;
    page.type_into(".editor textarea", "\n# mine\n")?;
    page.wait_for_text(".notice", "storage")?;
    still_works(&page)
}

#[test]
fn a_forbidden_storage_hinders_nothing() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let forbidden = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } });";
    page.devtools(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({ "source": forbidden }),
    )?;
    page.reload()?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    still_works(&page)
}

#[test]
fn a_browser_without_webassembly_is_told_so() -> Result<()> {
    for place in [Place::Site, Place::SingleFile] {
        let page = Page::open(place, Size::USUAL)?;
        let refused = json!({ "source": "delete globalThis.WebAssembly;" });
        page.devtools("Page.addScriptToEvaluateOnNewDocument", &refused)?;
        page.reload()?;
        page.wait_for_text("body", "WebAssembly")?;
        page.wait_for_text("body", "mailroom run")?;
    }
    Ok(())
}

#[test]
fn links_that_are_cut_altered_or_from_the_future_are_said() -> Result<()> {
    let page = opened()?;
    let here = page.run_js("return location.href;", &[])?;
    let here = here.as_str().unwrap_or_default().to_owned();
    for (rest, word) in [
        ("#m1.", "cannot be opened"),
        ("#m1.AAAA", "cannot be opened"),
        ("#m1.%00%ff", "cannot be opened"),
        ("#m99.H4sIAAAAAAAAA8tNzMzJL8pPUQAABzzjfQsAAAA", "newer"),
    ] {
        page.go("about:blank")?;
        page.go(&format!("{here}{rest}"))?;
        page.wait_for_text(".notice", word)?;
    }
    let long = format!("{here}#m1.{}", "A".repeat(1_500_000));
    let script = "location.replace(arguments[0]); location.reload();";
    let _: Value = page.run_js(script, &[json!(long)])?;
    page.wait_for_text(".notice", "cannot be opened")?;
    still_works(&page)
}
