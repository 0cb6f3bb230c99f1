//! `cargo xtask COMMAND`: everything that is done to this repository, in one
//! place, so that a fresh machine needs nothing but cargo and a linker.
//!
//! It is not part of Mailroom: nothing here is in the page or the command line.

mod apt;
mod cache;
mod check;
mod debian_wasm;
mod dist;
mod imports;
mod locals;
mod module;
mod order;
mod packed;
mod policy;
mod process;
mod reorder;
mod serve;
mod single_file;
mod texts;
mod tools;
mod twins;
mod wasm;
mod worker;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask COMMAND

  serve [--port N] [--dev]  install what is missing, build the page, serve it
                            (--dev: quick to rebuild, slow to run)
  test                      install what is missing, then run every check and test
  dist                      write dist/ (a static site) and mailroom.html (one file)
  pictures                  take the pictures in docs/ anew
  bench                     measure the engine and the page
  setup                     only install what is missing
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("xtask: {problem:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<()> {
    let (command, rest) = match arguments.split_first() {
        Some((command, rest)) => (command.as_str(), rest),
        None => ("help", arguments),
    };
    match (command, rest) {
        ("serve", rest) => serve::serve(&serve::Options::parse(rest)?),
        ("bench", []) => bench(),
        ("pictures", []) => check::pictures(),
        ("test", []) => check::all(),
        ("dist", []) => dist::dist().map(drop),
        ("setup", []) => setup(),
        ("help" | "--help" | "-h", _) => {
            print!("{USAGE}");
            Ok(())
        }
        _ => bail!("cannot do `{}`\n\n{USAGE}", arguments.join(" ")),
    }
}

/// Installs all that any command needs, and says what is there.
fn setup() -> Result<()> {
    let wasm = wasm::ensure()?;
    tools::ensure_page_tools()?;
    tools::ensure_rust_components()?;
    let browser = tools::ensure_browser()?;
    println!("WebAssembly by {}", wasm.describe());
    println!("browser: {}", browser.chromium.display());
    Ok(())
}

fn bench() -> Result<()> {
    process::run(process::cargo().args(["bench", "--package", "mailroom", "--bench", "engine"]))?;
    check::page_figures()
}
