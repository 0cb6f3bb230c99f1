//! What goes to standard output. A reader that has seen enough (`| head`) ends
//! the program quietly, as it ends other commands; other failures are told.

use std::fmt;
use std::io::{self, ErrorKind, Write};
use std::process;

/// Prints; ends the program when nobody reads any more.
pub fn print(what: fmt::Arguments<'_>) {
    if let Err(error) = io::stdout().write_fmt(what) {
        if error.kind() == ErrorKind::BrokenPipe {
            process::exit(0);
        }
        eprintln!("error: standard output: {error}");
        process::exit(1);
    }
}

/// Prints a line, as `println!` does.
macro_rules! line {
    () => { crate::output::print(format_args!("\n")) };
    ($format:literal $($rest:tt)*) => {
        crate::output::print(format_args!("{}\n", format_args!($format $($rest)*)))
    };
}

pub(crate) use line;
