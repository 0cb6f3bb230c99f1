//! The whole page for everybody: axe-core finds nothing to complain of in a
//! dozen states of the page in all three themes, and the keyboard reaches what
//! the mouse reaches.

use std::{env, fs};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};

use crate::harness::{Page, Place, Size};

/// A state of the page: its name and the keys that lead there from the state
/// before.
const STATES: [(&str, &[&str]); 16] = [
    ("at the end", &["End"]),
    ("message", &["m"]),
    ("queues", &["q"]),
    ("log", &["o"]),
    ("code", &["c"]),
    ("diagram", &["t"]),
    ("usual again", &["t"]),
    ("go to", &["g"]),
    ("share", &["s"]),
    ("compare", &["v"]),
    ("keys", &["?"]),
    ("what if", &["x"]),
    ("guides", &["F1"]),
    ("scenarios", &["l"]),
    ("editor", &["e"]),
    ("guides beside the text", &["F1"]),
];

/// The themes: light, dark, and large for the last row.
const THEMES: [&str; 3] = ["light", "dark", "projector"];

#[test]
fn nobody_is_left_out() -> Result<()> {
    let Some(axe) = env::var_os("MAILROOM_AXE") else {
        println!("axe-core is not there (MAILROOM_AXE names it): left out");
        return Ok(());
    };
    let axe = fs::read_to_string(axe).context("axe-core can be read")?;
    let mut complaints = Vec::new();
    for theme in THEMES {
        let page = Page::open(Place::Site, Size::USUAL)?;
        page.run_js(&axe, &[])?;
        page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
        look(&page, theme, "empty", &mut complaints)?;
        page.click(".lesson")?;
        page.wait_for("the question", |page| Ok(page.count(".choice")? > 1))?;
        match theme {
            "dark" => page.click_on("Dark")?,
            "projector" => page.press(&["p"])?,
            _ => {}
        }
        look(&page, theme, "question", &mut complaints)?;
        for (state, keys) in STATES {
            page.press(keys)?;
            page.run_js_async("await new Promise((done) => setTimeout(done, 150));", &[])?;
            look(&page, theme, state, &mut complaints)?;
            page.run_js("document.activeElement?.blur();", &[])?;
        }
    }
    ensure!(complaints.is_empty(), "{}", complaints.join("\n"));
    Ok(())
}

/// The same below the messages.
const BELOW: [(&str, &[&str]); 7] = [
    ("segments", &["2"]),
    ("packets", &["3"]),
    ("frames", &["4"]),
    ("layers of a message", &["m"]),
    ("queues over time", &["q", "q"]),
    ("connections", &["q"]),
    ("share", &["s"]),
];

#[test]
fn nobody_is_left_out_below_the_messages() -> Result<()> {
    let Some(axe) = env::var_os("MAILROOM_AXE") else {
        println!("axe-core is not there (MAILROOM_AXE names it): left out");
        return Ok(());
    };
    let axe = fs::read_to_string(axe).context("axe-core can be read")?;
    let mut complaints = Vec::new();
    for theme in THEMES {
        let page = Page::open(Place::Site, Size::USUAL)?;
        page.run_js(&axe, &[])?;
        page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
        let open = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).click();";
        page.run_js(open, &[json!("TCP or UDP")])?;
        page.wait_for("the stage", |page| {
            Ok(page.count(".stage .card, .stage .node-box")? >= 2)
        })?;
        page.press(&["End"])?;
        page.wait_for("the end", |page| Ok(page.count(".caption .ending")? > 0))?;
        match theme {
            "dark" => page.click_on("Dark")?,
            "projector" => page.press(&["p"])?,
            _ => {}
        }
        let select = "document.querySelector('.arrow').dispatchEvent(new MouseEvent('click', { bubbles: true }));";
        page.run_js(select, &[])?;
        page.wait_for("its layers", |page| Ok(page.count(".hop")? > 0))?;
        page.click(".hop")?;
        for (state, keys) in BELOW {
            page.press(keys)?;
            page.run_js_async("await new Promise((done) => setTimeout(done, 150));", &[])?;
            look(&page, theme, state, &mut complaints)?;
            page.run_js("document.activeElement?.blur();", &[])?;
        }
    }
    ensure!(complaints.is_empty(), "{}", complaints.join("\n"));
    Ok(())
}

/// What axe-core has to say about the page as it is.
fn look(page: &Page, theme: &str, state: &str, complaints: &mut Vec<String>) -> Result<()> {
    let script = "const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
        const found = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
        return found.violations.map((v) => [v.id, v.nodes.map((n) => n.target.join(' ') + ' ' + n.failureSummary).slice(0, 3)]);";
    let found = page.run_js_async(script, &[])?;
    let found = found.as_array().context("a list of violations")?;
    complaints.extend(
        found
            .iter()
            .map(|one: &Value| format!("{theme}, {state}: {one}")),
    );
    Ok(())
}

#[test]
fn the_keyboard_reaches_every_card() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    page.wait_for("the library", |page| Ok(page.count(".lesson")? > 0))?;
    let focus = "[...document.querySelectorAll('.lesson')].find(e => e.querySelector('b').textContent === arguments[0]).focus();";
    page.run_js(focus, &[json!("The client comes first")])?;
    page.press(&["Enter"])?;
    page.wait_for("the stage", |page| {
        Ok(page.count(".stage .card, .stage .node-box")? >= 2)
    })?;
    let mut reached = Vec::new();
    // One tab stop for all cards; the arrows lead along them.
    for _ in 0..60 {
        let on_cards = "document.activeElement.closest('.cards') !== null";
        let along = reached.len() < 6 && page.is_true(on_cards)?;
        page.press(&[if along { "ArrowDown" } else { "Tab" }])?;
        let name = page.run_js(
            "return document.activeElement.getAttribute('aria-label') ?? '';",
            &[],
        )?;
        reached.push(name.as_str().unwrap_or_default().to_owned());
    }
    for wanted in ["client", "server", "Play", "Time"] {
        let found = reached.iter().any(|name| name.starts_with(wanted));
        ensure!(found, "the keyboard does not reach {wanted}: {reached:?}");
    }
    page.check_quiet()
}
