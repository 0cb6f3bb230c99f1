//! Packs the Python text of the core: every `src/**/*.py` is written, without
//! what only people read, to the same place in `OUT_DIR/library`, and
//! `OUT_DIR/library.rs` lists them.

// The bans are for what runs in a world; this runs before there is one.
#![allow(clippy::disallowed_methods, clippy::disallowed_macros)]

mod pack;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = |name| env::var_os(name).map(PathBuf::from);
    let root = folder("CARGO_MANIFEST_DIR").expect("invariant: set by cargo");
    let out = folder("OUT_DIR").expect("invariant: set by cargo");
    println!("cargo::rerun-if-changed=build");
    let source = root.join("src");
    let mut table = String::from("&[\n");
    for path in pack::files(&source, |name| name.ends_with(".py"))? {
        // Cargo watches only folders that hold Python text: a change to a file
        // of Rust must not run this again.
        let from = source.join(&path);
        let into = out.join("library").join(&path);
        println!("cargo::rerun-if-changed={}", from.display());
        println!("cargo::rerun-if-changed={}", folder_of(&from).display());
        fs::create_dir_all(folder_of(&into))?;
        fs::write(&into, pack::pack(&fs::read_to_string(&from)?))?;
        let file = format!("/library/{path}");
        table += &format!("({path:?}, include_str!(concat!(env!(\"OUT_DIR\"), {file:?}))),\n");
    }
    fs::write(out.join("library.rs"), table + "]\n")
}

fn folder_of(file: &Path) -> &Path {
    file.parent().expect("invariant: joined to a folder")
}
