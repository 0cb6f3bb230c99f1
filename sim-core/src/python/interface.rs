//! The machine as its owner sees it: sources and libraries in, pauses and
//! views out.

use super::data::{Data, Handle};
use super::library::Texts;
use crate::base::Map;
use std::rc::Rc;

/// The system calls that the machine's own library text makes; `system` says
/// what each means. The pure part needs no more than the first six:
/// `write(fd, text)`, `read_line()` (answer: the line with its newline, or
/// `None` at the end of the input), `sleep(seconds)`, `now()` (seconds since
/// 1970), `monotonic()` (seconds) and `urandom(count)` (bytes by chance).
pub const SYSTEM_CALLS: &[&str] = &[
    "write",
    "read_line",
    "sleep",
    "now",
    "monotonic",
    "urandom",
    "thread_started",
    "thread_renamed",
    "lock_wait",
    "lock_wake",
    "cpu_time",
    "exit",
    "pid",
    "kill",
    "signal_set",
    "pause",
    "alarm",
    "environ",
    "fork",
    "child_wait",
    "file_kind",
    "file_list",
    "file_remove",
    "file_rename",
    "file_mkdir",
    "file_rmdir",
    "file_size",
    "file_read",
    "file_write",
    "file_cut",
    "pipe_new",
    "pipe_send",
    "pipe_receive",
    "pipe_close",
    "semaphore_new",
    "semaphore_take",
    "semaphore_give",
    "semaphore_value",
    "shared_new",
    "shared_value",
    "shared_set",
];

/// One file of program text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The name shown in tracebacks, e.g. `client.py`.
    pub name: Rc<str>,
    /// The text.
    pub text: Rc<str>,
}

/// The modules a program may import besides the pure ones, as Python text, and
/// the system calls that library text may make.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Library {
    /// The texts of the language's own library.
    pub texts: Texts,
    /// Text by dotted name: `zmq`, `zmq.error`, `zmq.utils.monitor`.
    pub modules: Map<Rc<str>, Rc<str>>,
    /// Names of further system calls, reachable as `_system.NAME` from library text.
    pub calls: &'static [&'static str],
}

/// Why the machine handed back control.
#[derive(Clone, Debug, PartialEq)]
pub enum Pause {
    /// About to begin a statement of the user's text.
    Statement,
    /// Waits for the answer to a system call: `resume`.
    Call(Call),
    /// The fuel is used up in the middle of a statement; run on.
    Exhausted,
    /// The thread has ended; for the main thread, the program.
    Ended(Exit),
}

/// A system call.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// One of `SYSTEM_CALLS` or of `Library::calls`.
    pub name: &'static str,
    /// Positional arguments.
    pub args: Vec<Data>,
}

/// How a program ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Exit {
    /// The process's exit status: 0, 1 for an uncaught exception, 130 for an
    /// uncaught KeyboardInterrupt, or what `sys.exit` was given.
    pub code: i32,
    /// What CPython prints on the standard error, with its final newline.
    pub stderr: Option<String>,
    /// The class of the uncaught exception, e.g. `zmq.error.ZMQError`.
    pub exception: Option<String>,
}

/// One frame of a thread's stack, for views.
#[derive(Clone, Debug, PartialEq)]
pub struct FrameView {
    /// The function's name; `<module>` for top-level text.
    pub function: Rc<str>,
    /// The file's name.
    pub file: Rc<str>,
    /// Line of the current statement, from 1.
    pub line: u32,
    /// First column of the current statement and the column after its last on
    /// that line, in characters from 1.
    pub columns: (u32, u32),
    /// Whether this is text of a library, which is not shown to students.
    pub is_library: bool,
    /// Local variables (for a module: its globals) in order of first assignment.
    pub variables: Vec<Variable>,
}

/// A variable of a frame, for views.
#[derive(Clone, Debug, PartialEq)]
pub struct Variable {
    /// Its name.
    pub name: Rc<str>,
    /// Its value as `repr` shows it, cut at about 200 characters; made without
    /// running any code of the program.
    pub repr: String,
    /// Its type's name.
    pub type_name: Rc<str>,
    /// The outside resource it is or holds directly in an attribute.
    pub handle: Option<Handle>,
}
