//! Which compiler makes WebAssembly: rustup's, if it has or can get the
//! target, or else the distribution's.

use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use crate::{debian_wasm, process};

/// The target of the page.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Set to `debian` to use the distribution's compiler even where rustup's
/// would do, to `rustup` to never use the distribution's.
const CHOICE: &str = "MAILROOM_WASM";

/// What cargo calls the parts of the standard library that the page needs, and
/// the variant of them that takes the smaller of two algorithms.
const SMALL_STD: [(&str, &str); 3] = [
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", SMALL_FEATURES),
    // Cargo's own way to build the standard library is not stable yet.
    ("RUSTC_BOOTSTRAP", "1"),
];

/// Where cargo looks for rustc's options.
const RUST_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// A panic says nothing and stops the module, and the page shows what the browser
/// knows of it (`web-ui/src/platform/panic.rs`): a replay with the command line
/// tells what, where and with which values. Nothing but panics may print what
/// `Debug` makes (`tidy` looks).
const PANICS: [&str; 4] = [
    "-Zunstable-options",
    "-Cpanic=immediate-abort",
    "-Zlocation-detail=none",
    "-Zfmt-debug=none",
];

/// Options of LLVM 22 with which it writes less than for `opt-level = "z"` alone,
/// a thirtieth together; the page is as fast. Another version may not have them.
const SMALL_CODE: [&str; 3] = [
    // A copy of more than eight bytes is one instruction: two take its room.
    "--max-store-memcpy=1",
    "--max-store-memmove=1",
    // A variable of a loop for each address in it: good for registers, which
    // WebAssembly does not have.
    "--disable-lsr",
];

/// What cargo is told to fetch all crates of the page.
const FETCH: [&str; 5] = ["fetch", "--quiet", "--locked", "--target", TARGET];

/// Features of the standard library, for size.
pub const SMALL_FEATURES: &str = "optimize_for_size";

/// A compiler that can make WebAssembly.
pub enum Compiler {
    /// The one that is used for everything else.
    Usual,
    /// The distribution's, with a standard library that we built.
    Debian(debian_wasm::Toolchain),
}

impl Compiler {
    /// Makes a command, and what it starts, use this compiler.
    pub fn prepare<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        match self {
            Self::Usual => command,
            Self::Debian(toolchain) => toolchain.prepare(command),
        }
    }

    /// Fetches the crates that the page needs: Trunk's cargo fetches nothing.
    /// Without a network, what was fetched before may do.
    pub fn fetch(&self) {
        let mut cargo = process::cargo();
        let fetched = process::run(self.prepare(&mut cargo).args(FETCH));
        if let Err(problem) = fetched {
            eprintln!("{problem:#}");
        }
    }

    /// [`Self::prepare`] for what people load: there the standard library is compiled
    /// anew, for size, which is worth a twentieth. Answers whether the page will be
    /// as small as it can be: without the library's source, the ready one serves.
    pub fn prepare_small(&self, command: &mut Command) -> bool {
        self.prepare(command);
        match self {
            Self::Usual => can_build_std() && prepare_std(command),
            // Its library was compiled for size from the start, but it is older
            // than the options.
            Self::Debian(_) => false,
        }
    }

    /// In words, for the report of `setup`.
    pub fn describe(&self) -> String {
        match self {
            Self::Usual => format!("the usual toolchain's {TARGET}"),
            Self::Debian(toolchain) => format!("Debian's rustc {}", toolchain.describe()),
        }
    }
}

/// Finds a compiler for WebAssembly, or installs one.
///
/// Errors: neither rustup nor the distribution has one.
pub fn ensure() -> Result<Compiler> {
    match env::var(CHOICE).as_deref() {
        Ok("debian") => debian_wasm::ensure().map(Compiler::Debian),
        Ok("rustup") => usual(),
        Err(_) | Ok("") => usual().or_else(|first| {
            eprintln!("{first:#}; trying the distribution's compiler");
            debian_wasm::ensure()
                .map(Compiler::Debian)
                .context("no compiler for WebAssembly: `rustup target add` did not work either")
        }),
        Ok(other) => bail!("{CHOICE} is `{other}`; it can be `debian` or `rustup`"),
    }
}

fn usual() -> Result<Compiler> {
    if !has_target() {
        process::run(process::command("rustup").args(["target", "add", TARGET]))?;
    }
    if !has_target() {
        bail!("rustc has no standard library for {TARGET}");
    }
    Ok(Compiler::Usual)
}

/// Whether rustc's own folder has a standard library for the target.
fn has_target() -> bool {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    process::output(&mut rustc).is_some_and(|folder| has_std(&PathBuf::from(folder)))
}

/// Makes cargo compile the standard library, and answers whether the compiler
/// knows all that makes the page small.
fn prepare_std(command: &mut Command) -> bool {
    // Build scripts see that unstable features can be used: what they made must
    // not mix with what is built without.
    let target = process::root().join("target/small");
    command.envs(SMALL_STD).env("CARGO_TARGET_DIR", target);
    let known: Vec<String> = SMALL_CODE.iter().filter_map(|it| llvm_option(it)).collect();
    let flags = PANICS.into_iter().chain(known.iter().map(String::as_str));
    command.env(RUST_FLAGS, flags.collect::<Vec<_>>().join(" "));
    known.len() == SMALL_CODE.len()
}

/// An option of LLVM as rustc takes it, if this version of it has such an option.
fn llvm_option(option: &str) -> Option<String> {
    let flag = format!("-Cllvm-args={option}");
    let mut rustc = process::command("rustc");
    rustc.args(["-", "--crate-type", "lib", "--emit", "metadata=-", &flag]);
    let known = rustc.stdin(Stdio::null()).output();
    known.is_ok_and(|it| it.status.success()).then_some(flag)
}

/// Whether the standard library can be compiled here: its source is there, or
/// can be had, and so are the crates that it stands on.
fn can_build_std() -> bool {
    if !ensure_std_source() {
        return false;
    }
    let mut fetch = process::cargo();
    prepare_std(&mut fetch);
    let fetched = process::run(fetch.args(FETCH));
    if let Err(problem) = &fetched {
        eprintln!("{problem:#}: the page will be a twentieth larger");
    }
    fetched.is_ok()
}

fn ensure_std_source() -> bool {
    if has_std_source() {
        return true;
    }
    let added = process::run(process::command("rustup").args(["component", "add", "rust-src"]));
    if added.is_err() || !has_std_source() {
        eprintln!("no source of the standard library: the page will be a twentieth larger");
    }
    has_std_source()
}

fn has_std_source() -> bool {
    let mut rustc = process::command("rustc");
    rustc.args(["--print", "sysroot"]);
    let lock = "lib/rustlib/src/rust/library/Cargo.lock";
    process::output(&mut rustc).is_some_and(|folder| PathBuf::from(folder).join(lock).is_file())
}

/// Whether a folder of libraries has `std`.
pub fn has_std(folder: &std::path::Path) -> bool {
    let Ok(entries) = folder.read_dir() else {
        return false;
    };
    entries
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd-"))
}
