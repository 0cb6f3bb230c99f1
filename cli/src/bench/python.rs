//! The Python machine beside CPython 3.11 in the same run, the cost of tracing,
//! and what a heap of many objects costs a statement and a copy.

use std::io::Write;
use std::process::{Command, Stdio};
use std::rc::Rc;

use sim_core::base::ThreadId;
use sim_core::python::{Data, Library, Machine, Pause, Source};

/// The five loops: what they do and their text.
const LOOPS: [(&str, &str); 5] = [
    ("calls", include_str!("loops/calls.py")),
    ("attribute access", include_str!("loops/attributes.py")),
    ("lists and dicts", include_str!("loops/containers.py")),
    ("string formatting", include_str!("loops/strings.py")),
    ("arithmetic", include_str!("loops/arithmetic.py")),
];

/// Objects on the heap while the same statements run.
const HEAPS: [usize; 3] = [1_000, 10_000, 100_000];
const MAIN: ThreadId = ThreadId(0);
/// How often a loop runs in one measurement, here and there.
const TURNS: usize = 5;
/// Runs a program from the standard input and prints the seconds it took.
const JUDGE: &str = "import sys, time, io
code = compile(sys.stdin.read(), 'loop.py', 'exec')
out, sys.stdout = sys.stdout, io.StringIO()
begin = time.process_time()
for turn in range(5):
    exec(code, {'__name__': '__main__'})
print(time.process_time() - begin, file=out)";

/// Prints the figures.
pub fn print() {
    println!("The Python machine, beside CPython 3.11 (seconds of a core, tracing off):");
    let mut ratios = Vec::new();
    for (name, text) in LOOPS {
        // In turn, so that a busy machine is unfair to neither.
        let runs: Vec<(f64, Option<f64>)> = (0..7)
            .map(|_| {
                (
                    (0..TURNS).map(|_| ours(text, Watch::Nothing)).sum(),
                    cpython(text),
                )
            })
            .collect();
        let here = median(runs.iter().map(|run| run.0));
        if runs.iter().any(|run| run.1.is_none()) {
            println!("  {name:<18} {here:>7.3}");
            continue;
        }
        let there = median(runs.iter().filter_map(|run| run.1));
        let ratio = median(runs.iter().filter_map(|run| Some(run.1? / run.0)));
        ratios.push(ratio);
        println!("  {name:<18} {here:>7.3} {there:>7.3}  {ratio:.2} of its speed");
    }
    if ratios.is_empty() {
        println!("  no python3 of version 3.11 is found: no ratios");
    } else {
        let mean = ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64;
        println!("  geometric mean     {:.2} of CPython's speed", mean.exp());
    }
    showing();
    heaps();
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn least(times: impl Iterator<Item = f64>) -> f64 {
    times.fold(f64::INFINITY, f64::min)
}

fn machine(text: &str) -> Machine {
    let source = Source {
        name: "loop.py".into(),
        text: text.into(),
    };
    Machine::new(
        &source,
        &[],
        &["loop.py".to_owned()],
        Rc::new(Library::default()),
    )
    .expect("invariant: the benchmark's own text compiles")
}

/// What is looked at before each statement.
#[derive(Clone, Copy)]
enum Watch {
    /// Nothing: tracing is off.
    Nothing,
    /// Where the program is, as the record of a run does.
    Place,
    /// All variables, as a page that follows the program does.
    Variables,
}

/// Runs to the end and gives the statements run.
fn run(machine: &mut Machine, watch: Watch) -> u64 {
    let mut statements = 0;
    loop {
        match machine.run(MAIN, 1_000_000) {
            Pause::Statement => {
                statements += 1;
                match watch {
                    Watch::Nothing => {}
                    Watch::Place => drop(std::hint::black_box(machine.place(MAIN))),
                    Watch::Variables => drop(std::hint::black_box(machine.frames(MAIN))),
                }
            }
            Pause::Exhausted => {}
            Pause::Call(_) => machine.resume(MAIN, Ok(Data::None)),
            Pause::Ended(_) => return statements,
        }
    }
}

fn ours(text: &str, watch: Watch) -> f64 {
    let mut machine = machine(text);
    spent(|| run(&mut machine, watch)).1
}

/// What `work` gives and the seconds it took of a core, where the system tells
/// (others may be at work), or else of the clock.
fn spent<T>(work: impl FnOnce() -> T) -> (T, f64) {
    let core = || {
        let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        text.split(' ').next()?.parse::<f64>().ok()
    };
    let (begin, before) = (std::time::Instant::now(), core());
    let result = work();
    let clock = begin.elapsed().as_secs_f64();
    match (before, core()) {
        (Some(before), Some(after)) if after > before => (result, (after - before) / 1e9),
        _ => (result, clock),
    }
}

/// Seconds of CPython, if there is one of the version.
fn cpython(text: &str) -> Option<f64> {
    let version = Command::new("python3").arg("--version").output().ok()?;
    if !version.stdout.starts_with(b"Python 3.11.") {
        return None;
    }
    let mut child = Command::new("python3")
        .args(["-c", JUDGE])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take()?.write_all(text.as_bytes()).ok()?;
    let output = child.wait_with_output().ok()?;
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

fn showing() {
    let text = include_str!("loops/attributes.py").replace("range(300)", "range(20)");
    let statements = run(&mut machine(&text), Watch::Nothing) as f64;
    println!("Tracing, in ns a statement:");
    for (name, watch) in [
        ("off", Watch::Nothing),
        ("the place of each statement", Watch::Place),
        ("all variables before each statement", Watch::Variables),
    ] {
        let seconds = least((0..5).map(|_| ours(&text, watch)));
        println!("  {name:<36} {:>8.0}", seconds / statements * 1e9);
    }
}

/// The same statements over heaps of different sizes, and copies of them.
fn heaps() {
    println!("A heap of many objects:");
    for objects in HEAPS {
        let text = format!(
            "class A:\n    def __init__(self, n): self.n = n\nkept = [A(i) for i in range({})]\nprint()\nn = 0\nwhile n < 20000:\n    n += 1\n    x = [n, str(n)]\n",
            objects / 3
        );
        let mut start = machine(&text);
        while !matches!(start.run(MAIN, 1_000_000), Pause::Call(_)) {}
        let live = start.memory().0;
        let copies = (0..5).map(|_| spent(|| drop(std::hint::black_box(start.clone()))).1);
        let copy = least(copies);
        start.resume(MAIN, Ok(Data::None));
        let mut statements = 0;
        let seconds = least((0..3).map(|_| {
            let mut machine = start.clone();
            let (count, seconds) = spent(|| run(&mut machine, Watch::Nothing));
            statements = count;
            seconds
        }));
        println!(
            "  {live:>7} objects: {:>5.0} ns a statement, a copy takes {:>6.3} ms",
            seconds / statements as f64 * 1e9,
            copy * 1e3
        );
    }
}
