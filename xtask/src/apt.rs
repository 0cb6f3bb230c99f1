//! Packages of Debian and its relatives. Where they cannot be installed, the
//! error says which are missing and the command that installs them.

use std::process::Command;

use anyhow::{Result, bail};

use crate::process;

/// Installs packages; `purpose` completes "is needed for ...".
///
/// Errors: there is no `apt-get`, no right to use it, or it fails.
pub fn install(packages: &[&str], purpose: &str) -> Result<()> {
    let list = packages.join(" ");
    if process::find("apt-get").is_none() {
        bail!("{purpose} needs these programs (by Debian's names), please install them: {list}");
    }
    let Some(right) = Right::find() else {
        bail!("{purpose} needs more packages; install them with: sudo apt-get install {list}");
    };
    eprintln!("installing {list} for {purpose}");
    if install_now(right, packages).is_err() {
        process::run(right.apt_get().arg("update"))?;
        install_now(right, packages)?;
    }
    Ok(())
}

fn install_now(right: Right, packages: &[&str]) -> Result<()> {
    let mut apt = right.apt_get();
    apt.args(["install", "--yes", "--no-install-recommends"]);
    process::run(apt.args(packages))
}

/// By what right we may install packages.
#[derive(Clone, Copy)]
enum Right {
    Root,
    /// `sudo` that asks for no password: nothing here waits for a person.
    Sudo,
}

impl Right {
    fn find() -> Option<Self> {
        let user = process::output(Command::new("id").arg("-u"))?;
        if user == "0" {
            return Some(Self::Root);
        }
        process::output(Command::new("sudo").args(["-n", "true"])).map(|_| Self::Sudo)
    }

    fn apt_get(self) -> Command {
        let mut command = match self {
            Self::Root => process::command("apt-get"),
            Self::Sudo => process::command("sudo"),
        };
        if let Self::Sudo = self {
            command.args(["-n", "apt-get"]);
        }
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    }
}
