//! What a world begins with: the checked, complete form of a scenario, every
//! default filled in and every name resolved. It never changes during a run.

use super::command::Planned;
use super::core::Order;
use crate::base::{HostId, Span, Time};
use crate::network::{CableEnds, CableSpec, Detail, HostSpec};
use crate::python::{Source, Texts};

/// Everything that decides a run, but for the commands given while it runs.
#[derive(Clone, Debug, PartialEq)]
pub struct Setup {
    /// Decides everything random.
    pub seed: u64,
    /// The run ends here if it has not ended before.
    pub stop: Time,
    /// Simulated time that one statement takes.
    pub cpu: Span,
    /// In which order the threads of a process take turns.
    pub order: Order,
    /// How long a thread may keep the core while another one waits for it.
    pub switch: Span,
    /// How deep the network is simulated.
    pub detail: Detail,
    /// Most events of the run.
    pub max_events: u64,
    /// The hosts; a `HostId` is a place in this list.
    pub hosts: Vec<HostSpec>,
    /// The cables; a `CableId` is a place in this list.
    pub cables: Vec<CableEnds>,
    /// The cable of a host's own loopback interface.
    pub loopback: CableSpec,
    /// The processes; a `ProcessId` is a place in this list.
    pub processes: Vec<ProcessSetup>,
    /// The Python text of the library.
    pub library: Texts,
    /// Files that programs may import or open.
    pub files: Vec<Source>,
    /// What the file itself does to the run, in order of time.
    pub faults: Vec<Planned>,
}

/// One process before it starts.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessSetup {
    /// Unique; replicas are `name-1`, `name-2`, ...
    pub name: String,
    /// Where it runs.
    pub host: HostId,
    /// Its program.
    pub program: Source,
    /// `sys.argv[1:]`.
    pub args: Vec<String>,
    /// When it starts.
    pub start: Time,
    /// Lines typed into it, each with its time.
    pub stdin: Vec<(Time, String)>,
}
