//! The repository's own text files: not what is built or fetched.

use std::fs;
use std::path::{Path, PathBuf};

/// A file with its path from the repository's folder.
pub struct File {
    pub name: String,
    pub text: String,
}

/// What is built or fetched, wherever it is. (`.git` can be a file.)
const LEFT_OUT: [&str; 4] = [".git", "target", "dist", "node_modules"];

/// Written by tools.
const GENERATED: [&str; 3] = ["Cargo.lock", "mailroom.html", "package-lock.json"];

/// Endings of what people write.
const WRITTEN: [&str; 12] = [
    "rs", "toml", "md", "html", "css", "js", "ts", "py", "sh", "yml", "json", "txt",
];

/// Every text file that people write.
pub fn all() -> Vec<File> {
    let root = root();
    let mut files = Vec::new();
    collect(&root, &root, &mut files);
    files.sort_by(|one, other| one.name.cmp(&other.name));
    files
}

/// Every Rust file.
pub fn rust() -> Vec<File> {
    let mut files = all();
    files.retain(|file| file.name.ends_with(".rs"));
    files
}

fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().expect("a member's folder").to_path_buf()
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<File>) {
    for entry in folder.read_dir().expect("a folder that can be read") {
        let path = entry.expect("an entry that can be read").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if LEFT_OUT.contains(&name.as_ref()) {
            continue;
        }
        if path.is_dir() {
            collect(root, &path, files);
        } else if is_written(&path, &name) {
            let text = fs::read_to_string(&path).expect("text in UTF-8");
            let name = path.strip_prefix(root).unwrap_or(&path);
            let name = name.to_string_lossy().into_owned();
            files.push(File { name, text });
        }
    }
}

fn is_written(path: &Path, name: &str) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    // `.ci/run` has none.
    let known = ending.is_none_or(|ending| WRITTEN.contains(&ending));
    known && !GENERATED.contains(&name) && !name.starts_with("LICENSE")
}
