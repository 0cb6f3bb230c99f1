//! `mailroom export`: one run as a file for other tools.

mod svg;

use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::rc::Rc;

use clap::{Args, ValueEnum};
use sim_core::scenario::Lesson;
use sim_core::session::Session;

use crate::files;

/// What to export, and as what.
#[derive(Args)]
pub struct Options {
    /// The scenario file.
    file: PathBuf,
    /// The form.
    #[arg(long = "as", value_enum)]
    form: Form,
    /// Write there instead of to standard output.
    #[arg(long, short)]
    output: Option<PathBuf>,
    /// For a capture: only this interface (a host's name, or `host:eth1`, `host:lo`).
    #[arg(long)]
    interface: Option<String>,
}

/// The forms that a run can be exported in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// A sequence diagram in Mermaid's language.
    Mermaid,
    /// The space-time diagram as a picture.
    Svg,
    /// Every event with its time and sentence.
    Json,
    /// Every event as a sentence.
    Markdown,
    /// A capture for Wireshark and tshark; needs `detail = "packets"`.
    Pcapng,
}

/// Exports the whole run of a scenario.
pub fn export(options: &Options) -> ExitCode {
    let read = files::read(&options.file);
    eprint!("{}", read.messages);
    let Some(lesson) = read.lesson else {
        return ExitCode::FAILURE;
    };
    match written(lesson, options).and_then(|bytes| put(options, &bytes)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn put(options: &Options, bytes: &[u8]) -> Result<(), String> {
    match &options.output {
        Some(path) => {
            fs::write(path, bytes).map_err(|problem| format!("{}: {problem}", path.display()))
        }
        None => {
            let done = io::stdout().lock().write_all(bytes);
            done.map_err(|problem| problem.to_string())
        }
    }
}

fn written(lesson: Rc<Lesson>, options: &Options) -> Result<Vec<u8>, String> {
    let mut session = Session::new(lesson);
    session.compute_all();
    let text = match options.form {
        Form::Mermaid => session.mermaid(None),
        Form::Svg => svg::diagram(&session),
        Form::Json => session.json(None),
        Form::Markdown => session.markdown(None),
        Form::Pcapng => return session.pcapng(options.interface.as_deref()),
    };
    Ok(text.into_bytes())
}
