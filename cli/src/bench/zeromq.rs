//! ZeroMQ at work, beside the real library: the same programs run here, in the
//! `messages` detail without records, and as processes of the machine's own
//! Python with pyzmq, one after the other.

use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::time::Instant;

use sim_core::scenario::{self, File, Lesson};
use sim_core::system::Stream;
use sim_core::world::World;

/// What is measured: a name, the scenario, how many messages are received.
const CASES: [(&str, &str, u32); 2] = [
    (
        "1 PUB to 100 SUBs, 10,000 messages of 100 bytes",
        include_str!("fan_out.toml"),
        1_000_000,
    ),
    (
        "PUSH to 10 PULLs, 100,000 messages of 100 bytes",
        include_str!("pipeline.toml"),
        100_000,
    ),
];

/// Pythons that may have pyzmq: the environment's choice, then the usual one.
const PYTHONS: [&str; 2] = ["MAILROOM_PYTHON", "python3"];

/// Prints times, ratios and what many processes cost.
pub fn print() -> Result<(), String> {
    let python = python();
    if python.is_none() {
        println!("No Python with pyzmq is here (MAILROOM_PYTHON names one): no ratios.");
    }
    for (name, text, messages) in CASES {
        let lesson = lesson(name, text)?;
        let ((received, core), ours) = super::timed(|| {
            let before = core_seconds();
            (run(&lesson), core_seconds() - before)
        });
        if received != messages {
            return Err(format!("{name}: {received} messages instead of {messages}"));
        }
        println!("{name}:");
        println!("  simulated      {ours:>8.2} s (of a core {core:.2} s)");
        if let Some(python) = &python {
            let ((done, cores), real) = super::timed(|| {
                let before = children_seconds();
                (real(python, &lesson), children_seconds() - before)
            });
            done?;
            let (clock, work) = (ours / real, core / cores);
            println!("  real pyzmq     {real:>8.2} s (of cores {cores:.2} s)");
            println!("  ratio          {clock:>8.2}   (of work {work:.2})");
        }
    }
    many()
}

/// Seconds that this process has had of a core: machines are shared.
fn core_seconds() -> f64 {
    ticks(13) + ticks(14)
}

/// Seconds that children which have ended have had of all cores.
fn children_seconds() -> f64 {
    ticks(15) + ticks(16)
}

/// A field of Linux's `/proc/self/stat` that counts hundredths of a second; 0
/// where there is no such file.
fn ticks(field: usize) -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The second field, a name in brackets, may have spaces.
    let rest = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let count = rest.split_whitespace().nth(field - 2);
    count.and_then(|count| count.parse().ok()).unwrap_or(0.0) / 100.0
}

/// Memory and time of processes with one socket each, in a child of this
/// program, so that its peak is known.
fn many() -> Result<(), String> {
    println!("Processes with one socket each:");
    for processes in [100, 1_000, 10_000] {
        // One of them is the server.
        let replicas = processes - 1;
        let text = include_str!("many.toml").replace("REPLICAS", &replicas.to_string());
        let lesson = lesson("many", &text)?;
        let begin = Instant::now();
        let mut world = World::unrecorded(lesson.setup.clone());
        while world.step(&mut Vec::new()) {}
        let seconds = begin.elapsed().as_secs_f64();
        let memory = super::world::resident().map_or(0.0, |kilobytes| kilobytes as f64 / 1e3);
        println!("  {processes:>6}         {seconds:>8.2} s, {memory:>8.0} MB resident");
    }
    Ok(())
}

fn lesson(name: &str, text: &str) -> Result<Rc<Lesson>, String> {
    let file = File {
        name: format!("{name}.toml"),
        text: text.to_owned(),
    };
    let loaded = scenario::load(&file, &[]);
    match loaded.lesson {
        Some(lesson) => Ok(Rc::new(lesson)),
        None => Err(scenario::render(&loaded.diagnostics, &[file])),
    }
}

/// Runs it; gives the sum of the numbers that it printed.
fn run(lesson: &Lesson) -> u32 {
    let mut setup = (*lesson.setup).clone();
    setup.max_events = 100_000_000;
    let mut world = World::unrecorded(Rc::new(setup));
    while world.step(&mut Vec::new()) {}
    let processes = world.system().processes().iter();
    let printed = processes.map(|process| process.terminal.text(Stream::Stdout));
    printed
        .filter_map(|text| text.trim().parse::<u32>().ok())
        .sum()
}

/// Runs the programs of a lesson with the machine's Python, all at once.
fn real(python: &str, lesson: &Lesson) -> Result<(), String> {
    let start = |text: &str| -> Result<Child, String> {
        Command::new(python)
            .args(["-c", text])
            .stdout(Stdio::null())
            .spawn()
            .map_err(|problem| problem.to_string())
    };
    let processes = lesson.setup.processes.iter();
    let children: Result<Vec<Child>, String> = processes
        .map(|process| start(&process.program.text))
        .collect();
    for mut child in children? {
        let status = child.wait().map_err(|problem| problem.to_string())?;
        if !status.success() {
            return Err("a real program failed".to_owned());
        }
    }
    Ok(())
}

fn python() -> Option<String> {
    let named = std::env::var(PYTHONS[0]).ok();
    let usual = PYTHONS[1].to_owned();
    named.into_iter().chain([usual]).find(|python| {
        let child = Command::new(python)
            .args(["-c", "import zmq"])
            .stderr(Stdio::null())
            .status();
        child.is_ok_and(|status| status.success())
    })
}
