//! Mailroom on the command line: run a scenario, check scenarios, measure.
//! The same core as the page, so both say the same.

mod check;
mod export;
mod files;
mod output;
mod run;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// The teaching simulator for message-oriented communication.
#[derive(Parser)]
#[command(name = "mailroom", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a scenario and print what happened and what each process printed.
    Run(run::Options),
    /// Check scenario files: their mistakes, and whether they run as they expect.
    Check {
        /// Scenario files.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// Write a run as a diagram, sentences or data for other tools.
    Export(export::Options),
    /// Measure the engine.
    Bench {
        /// Only this part: events, python, network, world or zeromq.
        part: Option<String>,
    },
    /// Print the reference of the scenario format, as Markdown.
    Reference,
}

fn main() -> ExitCode {
    match Arguments::parse().command {
        Command::Run(options) => run::run(&options),
        Command::Check { files } => check::check(&files),
        Command::Export(options) => export::export(&options),
        Command::Bench { part } => mailroom::bench::bench(part.as_deref()),
        Command::Reference => {
            output::print(format_args!("{}", mailroom::reference::markdown()));
            ExitCode::SUCCESS
        }
    }
}
