//! Debian's compiler with a standard library for WebAssembly that is built
//! here, for machines where rustup cannot fetch the target.
//!
//! Nothing of it is installed into the system or into rustup: it is a folder
//! with links to Debian's programs and its own `rustlib`, put first on the
//! search path of what builds the page. Native builds never see it.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::{apt, cache, process, wasm};

/// Raised when the recipe below changes, so that old folders are not used.
const RECIPE: u32 = 2;

const PACKAGES: [&str; 5] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "rust-web-clippy",
    "lld",
];

/// Programs of Debian's that the toolchain links to.
const PROGRAMS: [&str; 4] = ["cargo", "rustdoc", "cargo-clippy", "clippy-driver"];

/// Where they put the source of the standard library.
const SOURCE: &str = "/usr/lib/rustlib/src";

/// The oldest compiler that this repository builds with.
const NEEDED: &str = env!("CARGO_PKG_RUST_VERSION");

/// A folder that looks like a toolchain with the WebAssembly target.
pub struct Toolchain {
    folder: PathBuf,
    version: String,
}

impl Toolchain {
    /// Makes a command, and what it starts, use this toolchain. Its output goes
    /// to a target folder of its own, since another compiler made the usual one.
    pub fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        let target = process::root().join("target").join(self.target_name());
        command
            .env(
                "PATH",
                process::path_with(&[self.folder.join("bin"), cache::bin()]),
            )
            .env("CARGO_TARGET_DIR", target)
            .env("SYSROOT", &self.folder)
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("CARGO")
            .env_remove("RUSTC")
    }

    /// Its version, for people.
    pub fn describe(&self) -> String {
        self.version.clone()
    }

    /// One target folder for each standard library that was built: rustc
    /// refuses to mix them.
    fn target_name(&self) -> String {
        let built = fs::read_to_string(self.stamp()).unwrap_or_default();
        let id = built.lines().last().unwrap_or_default().to_owned();
        format!("debian-wasm-{id}")
    }

    fn stamp(&self) -> PathBuf {
        self.folder.join("complete")
    }

    /// Where the standard library is compiled.
    fn seed(&self) -> PathBuf {
        self.folder.join("seed")
    }

    fn rustlib(&self, target: &str) -> PathBuf {
        self.folder.join("lib/rustlib").join(target)
    }
}

/// Finds the toolchain, or installs Debian's packages and builds it.
pub fn ensure() -> Result<Toolchain> {
    if !is_installed() {
        apt::install(&PACKAGES, "WebAssembly by the distribution's compiler")?;
    }
    let version = debian_version().context("Debian's rustc is installed, but does not run")?;
    if !is_new_enough(&version) {
        bail!("Debian's rustc is {version}, and {NEEDED} is needed");
    }
    let folder = cache::folder().join(format!("wasm-{RECIPE}-{version}"));
    let toolchain = Toolchain { folder, version };
    if !toolchain.stamp().is_file() {
        build(&toolchain).context("cannot build a standard library for WebAssembly")?;
    }
    Ok(toolchain)
}

/// Whether all of [`PACKAGES`] are there, and not those of the compiler that
/// Debian was released with.
fn is_installed() -> bool {
    let programs = PROGRAMS.iter().chain(&["rustc", "lld"]);
    let source = Path::new(SOURCE).join("rust/library");
    programs
        .into_iter()
        .all(|program| Path::new("/usr/bin").join(program).exists())
        && source.exists()
        && debian_version().is_some_and(|version| is_new_enough(&version))
}

/// The version of Debian's rustc, such as `1.96.0`.
fn debian_version() -> Option<String> {
    let text = process::output(Command::new("/usr/bin/rustc").arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

fn is_new_enough(version: &str) -> bool {
    let numbers = |text: &str| -> Vec<u32> {
        let parts = text.split('.').map(str::parse);
        parts.map_while(std::result::Result::ok).collect()
    };
    numbers(version) >= numbers(NEEDED)
}

fn build(toolchain: &Toolchain) -> Result<()> {
    eprintln!(
        "building a standard library for {}: half a minute, once",
        wasm::TARGET
    );
    if toolchain.folder.exists() {
        fs::remove_dir_all(&toolchain.folder)?;
    }
    lay_out(toolchain)?;
    let libraries = build_std(toolchain)?;
    let into = toolchain.rustlib(wasm::TARGET).join("lib");
    fs::create_dir_all(&into)?;
    for library in libraries {
        fs::copy(&library, into.join(library.file_name().unwrap_or_default()))?;
    }
    if !wasm::has_std(&into) {
        bail!("cargo has built no std");
    }
    fs::remove_dir_all(toolchain.seed())?;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    fs::write(
        toolchain.stamp(),
        format!("{}\n{}\n", toolchain.version, now.as_secs()),
    )?;
    Ok(())
}

/// The folders and links: Debian's programs, and a `rustlib` whose host part is
/// Debian's with lld under the name that rustc looks for.
fn lay_out(toolchain: &Toolchain) -> Result<()> {
    let bin = toolchain.folder.join("bin");
    fs::create_dir_all(&bin)?;
    for program in PROGRAMS {
        symlink(Path::new("/usr/bin").join(program), bin.join(program))?;
    }
    write_rustc(&bin.join("rustc"), &toolchain.folder)?;
    let host = host()?;
    let theirs = Path::new("/usr/lib/rustlib").join(&host);
    let ours = toolchain.rustlib(&host);
    fs::create_dir_all(ours.join("bin"))?;
    symlink(theirs.join("lib"), ours.join("lib"))?;
    symlink("/usr/bin/lld", ours.join("bin/rust-lld"))?;
    symlink(
        "/usr/lib/rustlib/src",
        toolchain.folder.join("lib/rustlib/src"),
    )?;
    Ok(())
}

/// Debian's rustc with our folder as its own. A link would not do: rustc takes
/// the folder it was found in after following links.
fn write_rustc(file: &Path, folder: &Path) -> Result<()> {
    let mut options = fs::OpenOptions::new();
    let mut script = options
        .write(true)
        .create_new(true)
        .mode(0o755)
        .open(file)?;
    writeln!(
        script,
        "#!/bin/sh\nexec /usr/bin/rustc --sysroot '{}' \"$@\"",
        folder.display()
    )?;
    Ok(())
}

fn host() -> Result<String> {
    let text = process::output(Command::new("/usr/bin/rustc").arg("-vV")).unwrap_or_default();
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .context("rustc does not say its host")
}

/// Compiles std for the target, in an empty crate; returns its libraries.
fn build_std(toolchain: &Toolchain) -> Result<Vec<PathBuf>> {
    let seed = toolchain.seed();
    fs::create_dir_all(seed.join("src"))?;
    fs::write(
        seed.join("Cargo.toml"),
        "[package]\nname = \"seed\"\nedition = \"2024\"\n[workspace]\n[profile.release]\npanic = \"abort\"\nopt-level = \"z\"\n",
    )?;
    fs::write(seed.join("src/lib.rs"), "")?;
    let mut cargo = process::command("cargo");
    toolchain.prepare(&mut cargo);
    cargo
        .args(["build", "--release", "--target", wasm::TARGET])
        .arg("-Zbuild-std=std,panic_abort,test,proc_macro")
        .arg(format!("-Zbuild-std-features={}", wasm::SMALL_FEATURES))
        .current_dir(&seed)
        .env("CARGO_TARGET_DIR", seed.join("target"))
        .env("RUSTC_BOOTSTRAP", "1")
        .env(
            "RUSTFLAGS",
            "-Cembed-bitcode=yes --remap-path-prefix=/usr/lib/rustlib/src/rust=/rust",
        );
    process::run(&mut cargo)?;
    let built = seed.join("target").join(wasm::TARGET).join("release/deps");
    let libraries = built.read_dir()?.flatten().map(|entry| entry.path());
    Ok(libraries
        .filter(|file| {
            file.extension()
                .is_some_and(|extension| extension == "rlib")
        })
        .filter(|file| !file.to_string_lossy().contains("libseed-"))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_by_number() {
        assert!(is_new_enough(NEEDED));
        assert!(is_new_enough("1.100.0"));
        assert!(is_new_enough("2.0"));
        assert!(!is_new_enough("1.63.0"));
        assert!(!is_new_enough("unknown"));
    }
}
