//! Programs of first courses on sockets, side by side with what CPython 3.11
//! on Linux printed: `tests/sockets/NAME/` has the programs of one machine, in
//! order of their start, 0.3 s apart; `.out` beside each is its recorded output
//! (`record.py` makes it), `.in` what is typed. Both details of the network must
//! print the same.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use mailroom_tests::{from_text, root};
use sim_core::scenario::File;
use sim_core::system::Stream;
use sim_core::world::World;

#[test]
fn messages_print_what_linux_printed() {
    check_all("messages");
}

#[test]
fn packets_print_what_linux_printed() {
    check_all("packets");
}

fn check_all(detail: &str) {
    let only = std::env::var("SOCKETS").unwrap_or_default();
    let mut report = String::new();
    let mut count = 0;
    for folder in sorted(&root().join("tests/sockets"), |path| path.is_dir()) {
        if folder.to_string_lossy().contains(&only) {
            count += 1;
            check(&folder, detail, &mut report);
        }
    }
    assert!(count > 0 && report.is_empty(), "{report}");
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
    let programs = sorted(folder, |path| {
        path.extension().is_some_and(|kind| kind == "py")
    });
    let world = run(&programs, detail);
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
fn run(programs: &[PathBuf], detail: &str) -> World {
    let mut scenario = format!("title = 'x'\ndetail = '{detail}'\nstop = '60s'\n[host.machine]\n");
    let mut beside = Vec::new();
    for (at, program) in programs.iter().enumerate() {
        let name = program.file_name().expect("a file").to_string_lossy();
        let _ = writeln!(
            scenario,
            "[process.p{at}]\nhost = 'machine'\nfile = '{name}'"
        );
        let start = 300 * at;
        let _ = writeln!(scenario, "start = '{start}ms'\nstdin = [");
        let typed = program.with_extension("in");
        for line in if typed.exists() {
            read(&typed)
        } else {
            String::new()
        }
        .lines()
        {
            let (when, text) = line.split_once(' ').expect("a time and a line");
            let when: f64 = when.parse().expect("seconds");
            let when = start as f64 + when * 1_000.0;
            let _ = writeln!(scenario, "  {{ at = '{when}ms', line = '{text}' }},");
        }
        let _ = writeln!(scenario, "]");
        beside.push(File {
            name: name.into_owned(),
            text: read(program),
        });
    }
    let lesson = from_text("sockets", &scenario, &beside);
    let mut world = World::unrecorded(Rc::new((*lesson.setup).clone()));
    while world.step(&mut Vec::new()) {}
    world
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
