//! `mailroom check`: the mistakes of scenario files, and whether each runs as
//! it expects.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use sim_core::session::Session;

use crate::files;
use crate::output::line;

/// Checks every file; fails if one has errors or does not run as it expects.
pub fn check(paths: &[PathBuf]) -> ExitCode {
    let failed = paths.iter().filter(|path| !check_one(path)).count();
    line!("{} passed, {failed} failed", paths.len() - failed);
    if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn check_one(path: &Path) -> bool {
    let name = path.display();
    let read = files::read(path);
    eprint!("{}", read.messages);
    let Some(lesson) = read.lesson else {
        line!("FAIL {name}: the file has errors");
        return false;
    };
    let mut session = Session::new(lesson);
    let verdicts = session.verdicts();
    let failed: Vec<_> = verdicts.iter().filter(|verdict| !verdict.holds).collect();
    let remarks = session.remarks();
    for verdict in &failed {
        line!(
            "  {name}:{}: expected {}; {}",
            verdict.line,
            verdict.expected,
            verdict.found
        );
    }
    for remark in &remarks {
        let word = if remark.fails { "" } else { "warning: " };
        match &remark.place {
            Some(place) => line!("  {}:{}: {word}{}", place.file, place.line, remark.text),
            None => line!("  {name}: {word}{}", remark.text),
        }
    }
    let ok = failed.is_empty() && !remarks.iter().any(|remark| remark.fails);
    let end = session.end().map(|end| end.why).unwrap_or_default();
    line!(
        "{} {name}: {} of {} expectations hold. {end}",
        if ok { "ok  " } else { "FAIL" },
        verdicts.len() - failed.len(),
        verdicts.len()
    );
    ok
}
