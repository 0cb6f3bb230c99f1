//! `cargo xtask dist`: the page as a static site in `dist/`, and the same page
//! as one file, `mailroom.html`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{
    imports, module, packed, policy, process, reorder, single_file, texts, tools, wasm, worker,
};

/// The module as it is delivered: what a browser must load and compile before
/// it shows anything.
const MODULE_LIMIT: usize = 900_000;

/// What a browser must load before the first picture, compressed: beyond this
/// a first visit on a weak mobile connection takes more than five seconds.
const FIRST_LOAD_LIMIT: usize = 1_200_000;

/// What a page may have over it that this machine's compiler cannot make as small
/// as it can be (see [`wasm::Compiler::prepare_small`]).
const LARGER: usize = 90_000;

/// What a mail server still takes as an attachment without a thought.
const SINGLE_FILE_LIMIT: usize = 3_000_000;

/// How the page is compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Profile {
    /// What people get: the profile `web`.
    Release,
    /// Quick to rebuild.
    Dev,
}

impl Profile {
    /// What Trunk is told.
    pub fn trunk_options(self) -> &'static [&'static str] {
        match self {
            Self::Release => &["--release"],
            Self::Dev => &["--cargo-profile", "dev"],
        }
    }
}

/// What `dist` has written.
pub struct Written {
    pub site: PathBuf,
    pub single_file: PathBuf,
}

/// Builds the page for people and writes both forms of it.
///
/// Errors: a tool is missing, the page does not compile or is too large.
pub fn dist() -> Result<Written> {
    let compiler = wasm::ensure()?;
    tools::ensure_page_tools()?;
    let site = process::root().join("dist");
    // Scenarios and Python text stand in the page, not in the module.
    let is_small = trunk_build_to(
        &compiler,
        Profile::Release,
        &site,
        &["--no-default-features"],
    )?;
    let index = site.join("index.html");
    let page = texts::add(&fs::read_to_string(&index)?, &process::root())?;
    fs::write(&index, page)?;
    let module = find_module(&site)?;
    let plain = small(&site, &module)?;
    let packed = packed::pack(&plain);
    let single_file = process::root().join("mailroom.html");
    let page = policy::add(&single_file::pack(&site, &module, &packed)?)?;
    fs::write(&single_file, &page)?;
    // The site makes hand-outs from it.
    fs::write(site.join("mailroom.html"), &page)?;
    packed::deliver(&site, &module, &packed)?;
    finish_site(&site)?;
    let limit = MODULE_LIMIT + if is_small { 0 } else { LARGER };
    let weights = Weights {
        plain,
        packed: packed.len(),
        page: page.len(),
        first: first_load(&site)?,
    };
    report(&weights, limit)?;
    Ok(Written { site, single_file })
}

/// The module in the form that takes the fewest bytes, and its script to match.
fn small(site: &Path, module: &Path) -> Result<Vec<u8>> {
    let stripped = module::strip(&fs::read(module)?)?;
    let glue = single_file::module_glue(site, module)?;
    let (renamed, script) = imports::shorten(&stripped, &fs::read_to_string(&glue)?)?;
    fs::write(glue, script)?;
    reorder::by_resemblance(&renamed)
}

/// What only a site has: its policy, and a worker that keeps it for the time
/// without a network.
fn finish_site(site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let page = fs::read_to_string(&index)?;
    let named = page.replacen(
        "<head>",
        "<head><meta name=\"worker\" content=\"worker.js\">",
        1,
    );
    fs::write(&index, policy::add(&named)?)?;
    worker::write(site)
}

/// Where `serve` keeps what it builds: not in `dist/`, which is for people.
pub fn serve_folder() -> PathBuf {
    process::root().join("target/serve")
}

/// Builds the page for `serve`.
pub fn trunk_build(compiler: &wasm::Compiler, profile: Profile) -> Result<()> {
    trunk_build_to(compiler, profile, &serve_folder(), &[]).map(drop)
}

/// Trunk with the compiler for a profile, and whether what it builds is as
/// small as it can be.
pub fn trunk(compiler: &wasm::Compiler, profile: Profile) -> (Command, bool) {
    compiler.fetch();
    let mut trunk = process::command("trunk");
    let is_small = match profile {
        Profile::Release => compiler.prepare_small(&mut trunk),
        Profile::Dev => {
            compiler.prepare(&mut trunk);
            false
        }
    };
    (trunk, is_small)
}

fn trunk_build_to(
    compiler: &wasm::Compiler,
    profile: Profile,
    folder: &Path,
    options: &[&str],
) -> Result<bool> {
    fs::create_dir_all(folder)?;
    let (mut trunk, is_small) = trunk(compiler, profile);
    trunk
        .arg("build")
        .args(profile.trunk_options())
        .args(options);
    process::run(trunk.arg("--dist").arg(folder))?;
    Ok(is_small)
}

fn find_module(site: &Path) -> Result<PathBuf> {
    let files = site.read_dir().context("Trunk has written no dist/")?;
    files
        .flatten()
        .map(|entry| entry.path())
        .find(|path| {
            path.extension()
                .is_some_and(|extension| extension == "wasm")
        })
        .context("Trunk has written no WebAssembly module")
}

/// What a first visit loads, compressed: everything but the page as one file
/// and the worker, which come later.
fn first_load(site: &Path) -> Result<usize> {
    let mut sum = 0;
    for entry in fs::read_dir(site)? {
        let path = entry?.path();
        if path.ends_with("mailroom.html") || path.ends_with("worker.js") {
            continue;
        }
        let bytes = fs::read(&path)?;
        let is_packed = path.extension().is_some_and(|it| it == packed::ENDING);
        sum += if is_packed {
            bytes.len()
        } else {
            packed::gzip(&bytes).len()
        };
    }
    Ok(sum)
}

/// What `dist` has made.
struct Weights {
    /// The module.
    plain: Vec<u8>,
    /// Bytes of the module as it is delivered.
    packed: usize,
    /// Bytes of the page as one file.
    page: usize,
    /// Bytes of a first visit.
    first: usize,
}

/// Prints what everything weighs.
///
/// Errors: something weighs too much.
fn report(weights: &Weights, limit: usize) -> Result<()> {
    let &Weights {
        packed,
        page,
        first,
        ..
    } = weights;
    println!(
        "{:<16}{:>10}{:>10}{:>10}",
        "bytes", "plain", "packed", "limit"
    );
    let row = |name: &str, plain: usize, packed: usize, limit: &str| {
        println!("{name:<16}{plain:>10}{packed:>10}{limit:>10}");
    };
    row(
        "WebAssembly",
        weights.plain.len(),
        packed,
        &limit.to_string(),
    );
    for (name, section) in [("  its code", module::CODE), ("  its data", module::DATA)] {
        let bytes = module::section(&weights.plain, section)?;
        row(name, bytes.len(), packed::pack(bytes).len(), "");
    }
    println!("{:<16}{first:>20}{FIRST_LOAD_LIMIT:>10}", "first visit");
    println!("{:<16}{page:>10}{SINGLE_FILE_LIMIT:>20}", "mailroom.html");
    if first > FIRST_LOAD_LIMIT {
        bail!("a first visit loads too much");
    }
    if packed > limit {
        bail!("the compressed WebAssembly is too large");
    }
    if page > SINGLE_FILE_LIMIT {
        bail!("mailroom.html is too large");
    }
    Ok(())
}
