//! Packs the Python text that is built into the core: every `src/**/*.py` is
//! written, without what only people read, to the same place in
//! `OUT_DIR/library`. The macro `library_text` names it from there.

mod pack;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let folder = |name| env::var_os(name).map(PathBuf::from);
    let root = folder("CARGO_MANIFEST_DIR").expect("invariant: set by cargo");
    let out = folder("OUT_DIR").expect("invariant: set by cargo");
    println!("cargo::rerun-if-changed=build");
    pack_folder(&root.join("src"), &out.join("library"))
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
