//! `cargo xtask dist`: the page as a static site in `dist/`, and the same page
//! as one file, `mailroom.html`.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::{module, process, single_file, tools, wasm};

/// What a browser must load before the first picture, compressed: beyond this
/// a first visit on a weak mobile connection takes more than five seconds.
const MODULE_LIMIT: usize = 900_000;

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
    trunk_build_to(&compiler, Profile::Release, &site)?;
    let module = find_module(&site)?;
    fs::write(&module, module::strip(&fs::read(&module)?)?)?;
    let single_file = process::root().join("mailroom.html");
    let page = single_file::pack(&site, &module)?;
    fs::write(&single_file, &page)?;
    // The site makes hand-outs from it.
    fs::write(site.join("mailroom.html"), &page)?;
    report(&module, page.len())?;
    Ok(Written { site, single_file })
}

/// Where `serve` keeps what it builds: not in `dist/`, which is for people.
pub fn serve_folder() -> PathBuf {
    process::root().join("target/serve")
}

/// Builds the page for `serve`.
pub fn trunk_build(compiler: &wasm::Compiler, profile: Profile) -> Result<()> {
    trunk_build_to(compiler, profile, &serve_folder())
}

fn trunk_build_to(compiler: &wasm::Compiler, profile: Profile, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let mut trunk = process::command("trunk");
    compiler.prepare(&mut trunk);
    trunk.arg("build").args(profile.trunk_options());
    process::run(trunk.arg("--dist").arg(folder))
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

/// Gzip at its strongest, which is what servers keep ready.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let written = encoder.write_all(bytes).and_then(|()| encoder.finish());
    written.expect("invariant: writing to memory does not fail")
}

fn report(module: &Path, page: usize) -> Result<()> {
    let bytes = fs::read(module)?;
    let packed = gzip(&bytes).len();
    println!(
        "dist/: WebAssembly {} bytes, gzip {packed} of {MODULE_LIMIT}",
        bytes.len()
    );
    println!("mailroom.html: {page} bytes of {SINGLE_FILE_LIMIT}");
    if packed > MODULE_LIMIT {
        bail!("the compressed WebAssembly is too large");
    }
    if page > SINGLE_FILE_LIMIT {
        bail!("mailroom.html is too large");
    }
    Ok(())
}
