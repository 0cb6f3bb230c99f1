//! Lists the scenarios of the repository for the page: reads every
//! `scenarios/**/*.toml` and the files beside it, and writes a table of what is
//! said about them, and one of their texts and of those in `templates`.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("invariant: set by cargo"));
    let scenarios = root.join("../scenarios");
    println!("cargo::rerun-if-changed={}", scenarios.display());
    println!("cargo::rerun-if-changed=templates");
    let mut files = Vec::new();
    if scenarios.is_dir() {
        collect(&scenarios, &mut files)?;
    }
    files.sort();
    let mut table = String::from(
        "/// The scenarios in order of their paths.\npub const ENTRIES: &[Entry] = &[\n",
    );
    for path in files.iter().filter(|path| has_extension(path, "toml")) {
        table += &entry(&scenarios, path, &files)?;
    }
    table += "];\n\n/// Every text of the library by its path.\n\
        #[cfg(feature = \"library\")]\npub const TEXTS: &[(&str, &str)] = &[\n";
    for path in &files {
        let short = format!("scenarios/{}", short(&scenarios, path));
        let _ = writeln!(table, "    ({short:?}, include_str!({path:?})),");
    }
    let templates = root.join("templates");
    let mut files = Vec::new();
    collect(&templates, &mut files)?;
    files.sort();
    for path in &files {
        let short = format!("templates/{}", short(&templates, path));
        let _ = writeln!(table, "    ({short:?}, include_str!({path:?})),");
    }
    table += "];\n";
    let out = PathBuf::from(env::var("OUT_DIR").expect("invariant: set by cargo"));
    fs::write(out.join("library.rs"), table)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        println!("cargo::rerun-if-changed={}", path.display());
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn has_extension(path: &Path, wanted: &str) -> bool {
    path.extension().is_some_and(|found| found == wanted)
}

fn short(root: &Path, path: &Path) -> String {
    let short = path.strip_prefix(root).unwrap_or(path);
    short.display().to_string()
}

fn entry(root: &Path, path: &Path, files: &[PathBuf]) -> io::Result<String> {
    let text = fs::read_to_string(path)?;
    let head: toml::Table = text.parse().unwrap_or_default();
    let short = short(root, path);
    let word = |key: &str, otherwise: &str| {
        let found = head.get(key).and_then(toml::Value::as_str);
        found.unwrap_or(otherwise).to_owned()
    };
    let mut line = String::new();
    let _ = write!(
        line,
        "    Entry {{ path: {short:?}, chapter: {:?}, title: {:?}, goal: {:?}, beside: &[",
        word("chapter", "Scenarios"),
        word("title", &short),
        word("goal", ""),
    );
    // Only texts that a scenario can name: programs and data beside it.
    let beside = files
        .iter()
        .filter(|file| file.parent() == path.parent() && !has_extension(file, "toml"));
    for file in beside {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        if text.contains(&*name) {
            let _ = write!(line, "{name:?}, ");
        }
    }
    line += "] },\n";
    Ok(line)
}
