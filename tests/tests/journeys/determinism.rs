//! The browser computes what the command line computes, record by record.

use anyhow::{Result, ensure};
use mailroom_tests::{lesson, library, name, run};
use sim_core::trace::digest;

use crate::harness::{Page, Place, Size};

#[test]
fn every_scenario_runs_the_same_in_the_browser() -> Result<()> {
    let page = Page::open(Place::Site, Size::USUAL)?;
    let there = page.run_js_async("return window.wasmBindings.libraryDigests();", &[])?;
    let mut here = String::new();
    for path in library() {
        here += &format!(
            "{}.toml {}\n",
            name(&path),
            digest(run(lesson(&path)).trace().records())
        );
    }
    ensure!(
        there.as_str() == Some(here.as_str()),
        "browser:\n{there}\nnative:\n{here}"
    );
    Ok(())
}
