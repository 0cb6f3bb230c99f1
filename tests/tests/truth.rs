//! The experiments of `tests/truth`, which were run against the real systems,
//! run here; every fact they showed must hold.
//!
//! `known.txt` beside them lists the facts that do not hold yet, each with its
//! reason; one that begins to hold must leave the list.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use mailroom_tests::root;
use serde_json::Value;
use sim_core::scenario::File;
use sim_core::system::Stream;
use sim_core::world::World;

#[test]
fn zeromq_is_as_libzmq_was() {
    check("zmq");
}

#[test]
fn sockets_are_as_linux_was() {
    check("sockets");
}

fn check(system: &str) {
    let folder = root().join("tests/truth").join(system);
    let known = known(&folder.join("known.txt"));
    let mut failed = BTreeMap::new();
    let mut held = 0;
    for experiment in experiments(&folder) {
        let (facts, error) = run(&experiment);
        let name = experiment
            .file_name()
            .expect("a folder has a name")
            .to_string_lossy()
            .into_owned();
        for (fact, expected) in expected(&experiment) {
            match facts.get(&fact) {
                Some(found) if *found == expected => held += 1,
                Some(found) => drop(failed.insert(
                    format!("{name} {fact}"),
                    format!("real {expected}, here {found}"),
                )),
                None => {
                    drop(failed.insert(format!("{name} {fact}"), format!("not shown; {error}")))
                }
            }
        }
    }
    println!(
        "{held} facts hold, {} do not, {} of these are known",
        failed.len(),
        known.len()
    );
    let mut report = String::new();
    for (fact, problem) in failed.iter().filter(|(fact, _)| !known.contains(*fact)) {
        let _ = writeln!(report, "{fact}: {problem}");
    }
    for fact in known.iter().filter(|fact| !failed.contains_key(*fact)) {
        let _ = writeln!(report, "{fact}: holds now; take it off known.txt");
    }
    assert!(report.is_empty(), "{report}");
}

/// Facts that do not hold yet: a line is `EXPERIMENT FACT`; `#` begins a reason.
fn known(path: &Path) -> BTreeSet<String> {
    let text = std::fs::read_to_string(path).expect("the list of known differences");
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

fn experiments(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("experiments");
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.expect("readable").path())
        .collect();
    found.retain(|path| path.is_dir());
    found.sort();
    assert!(!found.is_empty());
    found
}

/// The facts that the real system showed each time: invariants, and constants
/// of the implementation, which our defaults follow.
fn expected(experiment: &Path) -> Vec<(String, Value)> {
    let text = std::fs::read_to_string(experiment.join("truth.json")).expect("the facts");
    let truth: Value = serde_json::from_str(&text).expect("valid JSON");
    let facts = ["invariant", "implementation_constant"]
        .into_iter()
        .flat_map(|class| truth[class].as_array());
    let pair = |fact: &Value| {
        (
            fact["fact"].as_str().expect("a name").to_owned(),
            fact["value"].clone(),
        )
    };
    facts.flatten().map(pair).collect()
}

/// Runs the experiment's program as the only process of a scenario; gives the
/// facts it printed, and the last line of its standard error.
fn run(experiment: &Path) -> (BTreeMap<String, Value>, String) {
    let read = |path: PathBuf| std::fs::read_to_string(path).expect("a file of the experiment");
    let library = root().join("tests/truth/lib");
    let file = |name: &str, text: String| File {
        name: name.to_owned(),
        text,
    };
    let mut beside = vec![file("exp.py", read(experiment.join("exp.py")))];
    for name in ["truthlib.py", "zl.py", "sl.py"] {
        beside.push(file(name, read(library.join(name))));
    }
    let scenario = r#"
        title = "An experiment"
        stop = "10min"
        files = ["truthlib.py", "zl.py", "sl.py"]
        [process.experiment]
        file = "exp.py"
    "#;
    // What needs more than one program has a scenario that stands in.
    let stand_in = std::fs::read_to_string(experiment.join("stand-in.toml"));
    let scenario = stand_in.as_deref().unwrap_or(scenario);
    let main = file("experiment.toml", scenario.to_owned());
    let loaded = sim_core::scenario::load(&main, &beside);
    let Some(lesson) = loaded.lesson else {
        let problems = sim_core::scenario::render(&loaded.diagnostics, &[main]);
        return (
            BTreeMap::new(),
            problems.lines().next().unwrap_or_default().to_owned(),
        );
    };
    let mut setup = (*lesson.setup).clone();
    // Experiments poll and flood; no records are kept of them.
    setup.max_events = 20_000_000;
    let mut world = World::unrecorded(Rc::new(setup));
    while world.step(&mut Vec::new()) {}
    let process = &world.system().processes()[0];
    let facts = process
        .terminal
        .text(Stream::Stdout)
        .lines()
        .filter_map(fact)
        .collect();
    let errors = process.terminal.text(Stream::Stderr);
    let last = errors.lines().last().map_or_else(
        || format!("it is {}", process.activity().word()),
        str::to_owned,
    );
    (facts, last)
}

fn fact(line: &str) -> Option<(String, Value)> {
    let fact: Value = serde_json::from_str(line.strip_prefix("#FACT ")?).ok()?;
    Some((fact["key"].as_str()?.to_owned(), fact["value"].clone()))
}
