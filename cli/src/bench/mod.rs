//! `mailroom bench`: figures of the engine, with ratios. Never a test: it
//! judges nothing and fails only if it cannot run.

pub mod network;
pub mod phold;
pub mod python;
pub mod world;
pub mod zeromq;

use std::process::ExitCode;
use std::time::Instant;

/// A part of the measurements.
type Part = (&'static str, fn() -> Result<(), String>);

const PARTS: [Part; 5] = [
    ("events", || {
        phold::print(&[]);
        Ok(())
    }),
    ("python", || {
        python::print();
        Ok(())
    }),
    ("network", || {
        network::print();
        Ok(())
    }),
    ("world", world::print),
    ("zeromq", zeromq::print),
];

/// Prints the figures, or those of one part.
pub fn bench(only: Option<&str>) -> ExitCode {
    let wanted = |name: &str| only.is_none_or(|only| only == name);
    if !PARTS.iter().any(|(name, _)| wanted(name)) {
        let names = PARTS.map(|(name, _)| name).join(", ");
        eprintln!("error: there is no such part; there are {names}");
        return ExitCode::FAILURE;
    }
    for (_, part) in PARTS.iter().filter(|(name, _)| wanted(name)) {
        if let Err(problem) = part() {
            eprintln!("error: {problem}");
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}

/// Runs `work` three times and gives its result with the median of the seconds
/// it took: machines are shared, one run says little.
pub fn timed<T>(mut work: impl FnMut() -> T) -> (T, f64) {
    let mut runs: Vec<(T, f64)> = (0..3)
        .map(|_| {
            let begin = Instant::now();
            let result = work();
            (result, begin.elapsed().as_secs_f64())
        })
        .collect();
    runs.sort_by(|a, b| a.1.total_cmp(&b.1));
    runs.swap_remove(1)
}
