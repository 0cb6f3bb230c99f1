//! `cargo xtask test`: every check there is, the quick ones first. It stops at
//! the first that fails, whose output is then the last on the screen.

use std::process::Command;

use anyhow::{Context, Result};

use crate::tools::Browser;
use crate::{dist, process, tools, wasm};

/// The feature that turns on the tests that need a built page and a browser.
const JOURNEYS: &str = "mailroom-tests/journeys";

/// Installs what is missing, then checks and tests everything.
pub fn all() -> Result<()> {
    let compiler = wasm::ensure()?;
    tools::ensure_rust_components()?;
    tools::ensure_page_tools()?;
    tools::ensure_tshark();
    let browser = tools::ensure_browser()?;
    formatting()?;
    clippy(&compiler)?;
    tests()?;
    let written = dist::dist()?;
    journeys(&written, &browser)
}

fn formatting() -> Result<()> {
    process::run(process::cargo().args(["fmt", "--all", "--check"]))
        .context("`cargo fmt --all` puts it right")
}

fn clippy(compiler: &wasm::Compiler) -> Result<()> {
    let mut native = process::cargo();
    native.args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        JOURNEYS,
    ]);
    process::run(native.args(["--", "--deny", "warnings"]))?;
    let mut page = process::cargo();
    page.args(["clippy", "--package", "web-ui", "--target", wasm::TARGET]);
    page.args(["--", "--deny", "warnings"]);
    process::run(compiler.prepare(&mut page))
}

fn tests() -> Result<()> {
    process::run(process::cargo().args(["test", "--workspace"]))
}

/// The page's figures in a real browser.
pub fn page_figures() -> Result<()> {
    tools::ensure_page_tools()?;
    let browser = tools::ensure_browser()?;
    let written = dist::dist()?;
    with_page(
        &["bench", "--package", "mailroom-tests", "--bench", "page"],
        &written,
        &browser,
    )
}

/// Takes the pictures in `docs/` anew.
pub fn pictures() -> Result<()> {
    tools::ensure_page_tools()?;
    let browser = tools::ensure_browser()?;
    let written = dist::dist()?;
    let mut cargo = page_command(&written, &browser);
    cargo.env("PICTURES", "retake");
    let test = ["test", "--package", "mailroom-tests", "--test", "journeys"];
    cargo
        .args(test)
        .args(["--features", JOURNEYS, "pictures::"]);
    process::run(&mut cargo)
}

/// The built page in a real browser, as a site and as one file.
fn journeys(written: &dist::Written, browser: &Browser) -> Result<()> {
    with_page(
        &["test", "--workspace", "--test", "journeys"],
        written,
        browser,
    )
}

/// Cargo with the built page and the browser at hand.
fn with_page(command: &[&str], written: &dist::Written, browser: &Browser) -> Result<()> {
    let mut cargo = page_command(written, browser);
    process::run(cargo.args(command).args(["--features", JOURNEYS]))
}

fn page_command(written: &dist::Written, browser: &Browser) -> Command {
    let mut cargo = process::cargo();
    // A journey's error names its step; a backtrace adds only the test runner.
    cargo
        .env("RUST_LIB_BACKTRACE", "0")
        .env("MAILROOM_SITE", &written.site)
        .env("MAILROOM_SINGLE_FILE", &written.single_file)
        .env("MAILROOM_CHROMIUM", &browser.chromium)
        .env("MAILROOM_CHROMEDRIVER", &browser.driver);
    if let Some(firefox) = tools::firefox() {
        cargo
            .env("MAILROOM_FIREFOX", &firefox.firefox)
            .env("MAILROOM_GECKODRIVER", &firefox.driver);
    }
    if let Some(axe) = tools::axe() {
        cargo.env("MAILROOM_AXE", axe);
    }
    cargo
}
