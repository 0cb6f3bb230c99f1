//! `mailroom export`: one run as a file for other tools.

mod svg;

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
}

/// Exports the whole run of a scenario.
pub fn export(options: &Options) -> ExitCode {
    let read = files::read(&options.file);
    eprint!("{}", read.messages);
    let Some(lesson) = read.lesson else {
        return ExitCode::FAILURE;
    };
    let text = text_of(lesson, options.form);
    let Some(output) = &options.output else {
        print!("{text}");
        return ExitCode::SUCCESS;
    };
    match std::fs::write(output, text) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {}: {problem}", output.display());
            ExitCode::FAILURE
        }
    }
}

fn text_of(lesson: Rc<Lesson>, form: Form) -> String {
    let mut session = Session::new(lesson);
    session.compute_all();
    match form {
        Form::Mermaid => session.mermaid(),
        Form::Svg => svg::diagram(&session),
        Form::Json => session.json(),
        Form::Markdown => session.markdown(),
    }
}
