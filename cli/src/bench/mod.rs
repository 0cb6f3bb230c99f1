//! `mailroom bench`: figures of the engine, with ratios. Never a test: it
//! judges nothing and fails only if it cannot run.

pub mod network;
pub mod phold;
pub mod python;
pub mod world;
pub mod zeromq;

use std::process::ExitCode;
use std::time::Instant;

/// Prints the figures.
pub fn bench() -> ExitCode {
    phold::print(&[]);
    python::print();
    network::print();
    match world::print().and_then(|()| zeromq::print()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("error: {problem}");
            ExitCode::FAILURE
        }
    }
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
