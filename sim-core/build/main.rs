//! Packs the Python text that is built into the core: every `src/**/*.py` is
//! written, without what only people read, to the same place in
//! `OUT_DIR/library`. The macro `library_text` names it from there. The modules of
//! `python/stdlib` are listed there too, in `stdlib.rs`.

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
    let library = out.join("library");
    pack_folder(&root.join("src"), &library)?;
    let mut modules = Vec::new();
    list_modules(&root.join("src/python/stdlib"), "", &mut modules)?;
    modules.sort();
    let mut table = String::from("&[\n");
    for (name, file) in modules {
        let file = format!("/library/python/stdlib/{file}");
        let text = format!("include_str!(concat!(env!(\"OUT_DIR\"), {file:?}))");
        table += &format!("({name:?}, {text}),\n");
    }
    fs::write(library.join("stdlib.rs"), table + "]\n")
}

/// The modules in a folder: (dotted name, path from the outermost folder).
fn list_modules(folder: &Path, above: &str, found: &mut Vec<(String, String)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let file = format!("{above}{name}");
        if path.is_dir() {
            list_modules(&path, &format!("{file}/"), found)?;
        } else if let Some(module) = file.strip_suffix(".py") {
            let module = module.strip_suffix("/__init__").unwrap_or(module);
            found.push((module.replace('/', "."), file));
        }
    }
    Ok(())
}

/// Packs what is in a folder. Cargo watches only folders that hold Python text:
/// a change to a file of Rust must not run this again.
fn pack_folder(from: &Path, to: &Path) -> io::Result<()> {
    let mut has_text = false;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let into = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            pack_folder(&path, &into)?;
        } else if path.extension().is_some_and(|found| found == "py") {
            println!("cargo::rerun-if-changed={}", path.display());
            fs::create_dir_all(to)?;
            fs::write(&into, pack::pack(&fs::read_to_string(&path)?))?;
            has_text = true;
        }
    }
    if has_text {
        println!("cargo::rerun-if-changed={}", from.display());
    }
    Ok(())
}
