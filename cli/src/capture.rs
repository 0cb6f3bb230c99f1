//! `mailroom export`: a run as a file for another program.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use sim_core::session::Session;

use crate::files;

/// What to write, and where to.
#[derive(Args)]
pub struct Options {
    /// The scenario file.
    file: PathBuf,
    /// The format.
    #[arg(long = "as", value_enum)]
    format: Format,
    /// Only this interface: a host's name, or `host:eth1`, `host:lo`.
    #[arg(long)]
    interface: Option<String>,
    /// The file to write; without it, standard output.
    #[arg(long, short)]
    output: Option<PathBuf>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    /// A capture for Wireshark and tshark.
    Pcapng,
}

/// Runs the scenario and writes the file.
pub fn export(options: &Options) -> ExitCode {
    let read = files::read(&options.file);
    eprint!("{}", read.messages);
    let Some(lesson) = read.lesson else {
        return ExitCode::FAILURE;
    };
    let mut session = Session::new(lesson);
    session.compute_all();
    let Format::Pcapng = options.format;
    let written = mailroom::export::pcapng(&session, options.interface.as_deref())
        .and_then(|bytes| write(options, &bytes).map_err(|problem| problem.to_string()));
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn write(options: &Options, bytes: &[u8]) -> std::io::Result<()> {
    match &options.output {
        Some(path) => std::fs::write(path, bytes),
        None => std::io::stdout().lock().write_all(bytes),
    }
}
