//! Binaryen's `wasm-opt`, which makes the module smaller. The page is complete
//! without it, so its absence is said and no error.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::process;

/// A `wasm-opt` that works.
pub struct Optimizer {
    program: PathBuf,
}

/// Finds the optimizer.
pub fn ensure() -> Option<Optimizer> {
    let program = process::find("wasm-opt")?;
    Some(Optimizer { program })
}

impl Optimizer {
    /// Makes a module smaller, in place. The result is kept under the module's
    /// name, which Trunk derives from its content.
    pub fn shrink(&self, module: &Path) -> Result<()> {
        let name = module.file_name().context("a module has a name")?;
        let kept = process::root().join("target/wasm-opt").join(name);
        if !kept.is_file() {
            fs::create_dir_all(kept.parent().unwrap_or(module))?;
            let mut command = process::command(&self.program);
            command.arg("-Os").arg(module).arg("-o").arg(&kept);
            process::run(&mut command)?;
        }
        fs::copy(&kept, module)?;
        Ok(())
    }
}
