//! Where the tools of this repository are kept: a folder of the user's, so that
//! a second clone is set up at once and no tool of theirs is replaced.

use std::env;
use std::path::PathBuf;

/// `$XDG_CACHE_HOME/mailroom`, or `.cache/mailroom` in the home folder.
pub fn folder() -> PathBuf {
    let own = |name| env::var_os(name).filter(|value| !value.is_empty());
    let base = own("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| own("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .unwrap_or_else(env::temp_dir);
    base.join("mailroom")
}

/// Where `cargo install --root` puts programs.
pub fn bin() -> PathBuf {
    folder().join("bin")
}
