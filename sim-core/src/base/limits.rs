//! The bound of every loop and store, each with the reason for its number.
//! A run that meets one says so plainly and goes on or ends; it never hangs.

/// Events of one run. A lesson has hundreds to thousands, one that fills a cable
/// for seconds 30,000; a program that never rests meets this in a second or
/// two, in the page too.
pub const EVENTS: u64 = 500_000;

/// Records kept in the trace of one run, some 200 bytes each, and the bytes of
/// the frames that they show: a page keeps them in memory beside the
/// checkpoints, in some 300 MB for a run that fills a fast cable to this bound.
pub const RECORDS: usize = 600_000;

/// Bytes of a scenario file. Larger than any program a person writes, small
/// enough to be parsed while one waits.
pub const SCENARIO_BYTES: usize = 2_000_000;

/// Processes of one scenario: what a page can still lay out and step.
pub const PROCESSES: usize = 10_000;

/// Bytes of one process's memory (objects, strings, containers).
pub const PROCESS_MEMORY: usize = 64 << 20;

/// Threads that one process may start over its life: a server that starts one
/// for each request goes on for thousands of them.
pub const THREADS: usize = 10_000;

/// Python frames on one thread's stack: CPython's default recursion limit.
pub const PYTHON_FRAMES: usize = 1_000;

/// Instructions a program may run between two statements before the machine
/// hands back control, so that a comprehension without end can be stopped.
pub const PYTHON_SLICE: u32 = 10_000;

/// Bytes kept of what one process prints: far more than anyone reads, little
/// enough to be part of every checkpoint.
pub const TERMINAL_BYTES: usize = 1 << 20;

/// System calls that one statement may make before the process's turn ends and
/// time passes: a comprehension over `print` must not stop time.
pub const CALLS_IN_A_TURN: u32 = 1_000;
