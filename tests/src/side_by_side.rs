//! Folders of programs beside what they printed for real: `NAME/` has the
//! programs of one machine, `1-server.py`, `2-client.py` ... in order of their
//! start, 0.3 s apart; `.out` beside each is its recorded output, `.in` what is
//! typed. Files without a number can be imported; `zhelpers.py`, which the
//! guide's programs share, stands beside the folders.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use sim_core::scenario::File;
use sim_core::system::Stream;
use sim_core::world::World;

use crate::from_text;

/// Runs every folder below `folder` whose name contains `only`, in this detail
/// of the network; gives what differs from the records, as text.
///
/// # Panics
/// If there is nothing to run, or a file cannot be read.
pub fn differences(folder: &Path, only: &str, detail: &str) -> String {
    let mut report = String::new();
    let mut count = 0;
    for folder in sorted(folder, |path| path.is_dir()) {
        if folder.to_string_lossy().contains(only) {
            count += 1;
            check(&folder, detail, &mut report);
        }
    }
    assert!(count > 0, "no programs in {}", folder.display());
    report
}

fn sorted(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .filter(|path| wanted(path))
        .collect();
    found.sort();
    found
}

fn check(folder: &Path, detail: &str, report: &mut String) {
    let files = sorted(folder, |path| {
        path.extension().is_some_and(|kind| kind == "py")
    });
    let (programs, mut helpers): (Vec<_>, Vec<_>) = files
        .into_iter()
        .partition(|path| name(path).starts_with(|first: char| first.is_ascii_digit()));
    let shared = folder.parent().expect("it is inside of one");
    helpers.extend(sorted(shared, |path| name(path) == "zhelpers.py"));
    let world = run(&programs, &helpers, detail);
    let mut differs = false;
    for (process, program) in world.system().processes().iter().zip(&programs) {
        let real = read(&program.with_extension("out"));
        let here = process.terminal.text(Stream::Stdout);
        if real != here {
            differs = true;
            let errors = process.terminal.text(Stream::Stderr);
            let name = program.display();
            let _ = writeln!(
                report,
                "== {name} ({detail})\n-- real\n{real}-- here\n{here}{errors}({})",
                process.activity().word()
            );
        }
    }
    if differs {
        let _ = writeln!(report);
    }
}

/// All programs on one machine, as they were recorded.
fn run(programs: &[PathBuf], helpers: &[PathBuf], detail: &str) -> World {
    let names: Vec<String> = helpers.iter().map(|path| name(path)).collect();
    let mut scenario = format!(
        "title = 'x'\ndetail = '{detail}'\nstop = '60s'\nfiles = {names:?}\n[host.machine]\n"
    );
    for (at, program) in programs.iter().enumerate() {
        let start = 300 * at;
        let _ = writeln!(
            scenario,
            "[process.p{at}]\nhost = 'machine'\nfile = '{}'\nstart = '{start}ms'\nstdin = [",
            name(program)
        );
        let typed = program.with_extension("in");
        let lines = if typed.exists() {
            read(&typed)
        } else {
            String::new()
        };
        for line in lines.lines() {
            let (when, text) = line.split_once(' ').expect("a time and a line");
            let when: f64 = when.parse().expect("seconds");
            let when = start as f64 + when * 1_000.0;
            let _ = writeln!(scenario, "  {{ at = '{when}ms', line = '{text}' }},");
        }
        let _ = writeln!(scenario, "]");
    }
    let beside: Vec<File> = programs
        .iter()
        .chain(helpers)
        .map(|path| File {
            name: name(path),
            text: read(path),
        })
        .collect();
    let lesson = from_text("side by side", &scenario, &beside);
    let mut setup = (*lesson.setup).clone();
    setup.max_events = 20_000_000;
    let mut world = World::unrecorded(Rc::new(setup));
    while world.step(&mut Vec::new()) {}
    world
}

fn name(path: &Path) -> String {
    let name = path.file_name().expect("a file");
    name.to_string_lossy().into_owned()
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
