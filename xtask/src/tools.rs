//! The programs that building and testing the page needs, in the versions that
//! fit this repository. What is on the search path is used if it fits.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{apt, cache, process};

/// The last Trunk for rustc 1.95.
const TRUNK: &str = "0.21.14";

/// Chromium with its driver.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

/// Trunk, and the wasm-bindgen that fits the crate of that name.
pub fn ensure_page_tools() -> Result<()> {
    ensure_cargo_tool("trunk", "trunk", TRUNK, &["--locked"])?;
    // Its lock file is not packaged; `--locked` would only warn.
    let version = wasm_bindgen_version()?;
    ensure_cargo_tool("wasm-bindgen", "wasm-bindgen-cli", &version, &[])
}

/// `cargo fmt` and `cargo clippy`, which minimal toolchains come without.
pub fn ensure_rust_components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output(process::cargo().args([subcommand, "--version"])).is_none() {
            process::run(process::command("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// A browser for the journeys.
pub fn ensure_browser() -> Result<Browser> {
    let find = || {
        let chromium = process::find("chromium")?;
        let driver = process::find("chromedriver")?;
        Some(Browser { chromium, driver })
    };
    if let Some(browser) = find() {
        return Ok(browser);
    }
    // The font is only recommended by the browser; a page without any is blank.
    let packages = ["chromium", "chromium-driver", "fonts-dejavu-core"];
    apt::install(&packages, "the browser journeys")?;
    find().context("chromium and chromedriver are installed, but not on the search path")
}

/// Firefox with its driver: a second browser for the journeys' core.
pub struct Firefox {
    pub firefox: PathBuf,
    pub driver: PathBuf,
}

/// The driver, as its makers publish it for cargo.
const GECKODRIVER: &str = "0.37.1";

/// Firefox and its driver; `None`, with a word, where either cannot be had: its
/// journeys are then left out.
pub fn firefox() -> Option<Firefox> {
    let find = || process::find("firefox-esr").or_else(|| process::find("firefox"));
    if find().is_none()
        && let Err(problem) = apt::install(&["firefox-esr"], "the journeys in Firefox")
    {
        eprintln!("without Firefox: {problem:#}");
        return None;
    }
    let tool = ensure_cargo_tool("geckodriver", "geckodriver", GECKODRIVER, &["--locked"]);
    if let Err(problem) = tool {
        eprintln!("without Firefox, for want of its driver: {problem:#}");
        return None;
    }
    Some(Firefox {
        firefox: find()?,
        driver: process::find("geckodriver")?,
    })
}

/// A second opinion on captures. Without it those tests check nothing, which
/// is no reason to run none at all.
pub fn ensure_tshark() {
    if process::find("tshark").is_none()
        && let Err(problem) = apt::install(&["tshark"], "reading captures")
    {
        eprintln!("without tshark: {problem:#}");
    }
}

/// axe-core, which looks at a page for those who cannot: its version.
const AXE: &str = "4.10.3";

/// Its script, fetched once by npm; `None` where there is no npm or network:
/// the journey that wants it says so and is left out.
pub fn axe() -> Option<PathBuf> {
    let folder = cache::folder().join(format!("axe-core-{AXE}"));
    let script = folder.join("package/axe.min.js");
    if script.is_file() {
        return Some(script);
    }
    process::find("npm")?;
    fs::create_dir_all(&folder).ok()?;
    let package = format!("axe-core@{AXE}");
    let mut pack = process::command("npm");
    process::output(pack.args(["pack", &package]).current_dir(&folder))?;
    let mut unpack = process::command("tar");
    let archive = format!("axe-core-{AXE}.tgz");
    process::output(unpack.args(["xzf", &archive]).current_dir(&folder))?;
    script.is_file().then_some(script)
}

/// Installs a program by cargo unless it is there in this version.
fn ensure_cargo_tool(program: &str, package: &str, version: &str, options: &[&str]) -> Result<()> {
    if has_version(program, version) {
        return Ok(());
    }
    eprintln!("installing {package} {version}: some minutes, once");
    let mut cargo = process::cargo();
    cargo.args(["install", &format!("{package}@{version}"), "--root"]);
    // Their own profiles spend minutes on the last per cent of speed.
    cargo
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
    process::run(cargo.arg(cache::folder()).args(options))
        .with_context(|| format!("{package} {version} is needed and cannot be installed"))?;
    if !has_version(program, version) {
        bail!("{program} was installed, but is not version {version}");
    }
    Ok(())
}

fn has_version(program: &str, version: &str) -> bool {
    process::output(process::command(program).arg("--version"))
        .is_some_and(|text| text.split_whitespace().nth(1) == Some(version))
}

/// The version of the crate `wasm-bindgen` in Cargo.lock: the program that
/// reads its output must be of the same.
fn wasm_bindgen_version() -> Result<String> {
    let lock =
        fs::read_to_string(process::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    locked_version(&lock, "wasm-bindgen").context("Cargo.lock has no wasm-bindgen")
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = \"")?;
    Some(version.strip_suffix('"')?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_very_package() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-macro\"
version = \"9.9.9\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
";
        assert_eq!(
            locked_version(lock, "wasm-bindgen").as_deref(),
            Some("0.2.130")
        );
        assert_eq!(locked_version(lock, "trunk"), None);
    }
}
