//! From `[process.*]`, `[file.*]` and `[[fault]]` to processes, files and
//! planned commands. The programs' texts are not understood here.

use crate::base::Map;
use std::rc::Rc;

use super::fields::{Fields, Name};
use super::gather::find_beside;
use super::lesson::{File, LineMap};
use super::line_map;
use super::names::check_name;
use super::network::Network;
use super::problems::{At, Problems, did_you_mean};
use super::rules::exactly_one;
use super::{cable_faults, hand_faults};
use crate::base::limits::{PROCESSES, SCENARIO_BYTES};
use crate::base::{ProcessId, Span, Time};
use crate::python::Source;
use crate::world::{Command, Planned, ProcessSetup};

/// Bytes of arguments and typed lines of all processes together, replicas
/// counted: each replica has its own copy.
const COPIED: usize = 8 * SCENARIO_BYTES;

/// Most commands that faults come to, replicas counted.
const COMMANDS: usize = 100_000;

/// A `[process.*]` table and the processes that it makes.
pub struct Plan<'f> {
    /// The name in its header.
    pub name: &'f Name,
    /// Its keys.
    pub fields: &'f Fields,
    /// The names of the processes: one, or one for each replica.
    pub instances: Vec<String>,
}

impl<'f> Plan<'f> {
    /// The host it asks for.
    pub fn host(&self) -> Option<(&'f str, At)> {
        self.fields.text("host")
    }
}

/// The processes that a file asks for, as far as their names are right.
pub fn plan<'f>(problems: &mut Problems<'_>, file: &'f Fields) -> Vec<Plan<'f>> {
    let mut plans = Vec::new();
    let mut taken: Map<String, At> = Map::new();
    for (name, item) in file.named("process") {
        let Some(fields) = item.table() else { continue };
        if !check_name(problems, name, "process") {
            continue;
        }
        let replicas = fields.whole("replicas").map(|count| count as usize);
        if taken.len() + replicas.unwrap_or(1) > PROCESSES {
            let message = format!("more than {PROCESSES} processes");
            problems.error(name.at, "too-many", message, None);
            break;
        }
        let instances = instances(&name.text, replicas);
        for instance in &instances {
            if let Some(other) = taken.insert(instance.clone(), name.at) {
                let line = problems.place(other).line;
                let message = format!("two processes are called `{instance}`");
                let help = Some(format!("the other one is on line {line}: rename one"));
                problems.error(name.at, "name-clash", message, help);
            }
        }
        plans.push(Plan {
            name,
            fields,
            instances,
        });
    }
    plans
}

fn instances(name: &str, replicas: Option<usize>) -> Vec<String> {
    match replicas {
        None => vec![name.to_owned()],
        Some(count) => (1..=count)
            .map(|number| format!("{name}-{number}"))
            .collect(),
    }
}

/// The processes of a scenario and how its other tables find them.
pub struct Processes {
    /// What the world begins with.
    pub setups: Vec<ProcessSetup>,
    /// The programs, each once however many processes run it.
    pub programs: Vec<Program>,
    /// Which of `programs` each process runs, parallel to `setups`.
    pub program_of: Vec<usize>,
    /// Ids by name; the name of a process with replicas means all of them.
    groups: Map<String, Vec<ProcessId>>,
}

impl Processes {
    /// The ids that a name means; an unknown name is reported.
    pub fn resolve(
        &self,
        problems: &mut Problems<'_>,
        (name, at): (&str, At),
    ) -> Option<Vec<ProcessId>> {
        if let Some(ids) = self.groups.get(name) {
            return Some(ids.clone());
        }
        let shown: String = name.chars().take(40).collect();
        let message = format!("there is no process `{shown}`");
        let names: Vec<&str> = self.groups.keys().map(String::as_str).collect();
        let help = match problems.is_full() {
            true => None,
            false => did_you_mean(name, &names),
        };
        problems.error(at, "unknown-name", message, help);
        None
    }
}

/// A program and where it stands.
pub struct Program {
    /// Its name and text.
    pub source: Source,
    /// Where its lines stand in the file that carries it.
    pub lines: Rc<LineMap>,
}

/// Builds the processes of a scenario. Every plan gets its processes even if
/// something about it is wrong, so that other tables' names can be checked.
pub fn build<'a>(
    problems: &mut Problems<'a>,
    file: &Fields,
    beside: &'a [File],
    plans: &[Plan<'_>],
    network: &Network,
) -> Processes {
    let mut processes = Processes {
        setups: Vec::new(),
        programs: Vec::new(),
        program_of: Vec::new(),
        groups: Map::new(),
    };
    let mut programs = Programs::new(file, beside);
    let mut copied = 0;
    for plan in plans {
        let number = programs.of(problems, plan);
        let source = programs.list[number].source.clone();
        let (args, stdin) = (plan.fields.strings("args"), stdin(problems, plan.fields));
        copied += plan.instances.len() * bytes(&args, &stdin);
        if copied > COPIED {
            let message = "the arguments and typed lines of all replicas are too long".to_owned();
            problems.error(plan.name.at, "too-many", message, None);
            break;
        }
        let start = time(plan.fields.span("start"));
        let mut group = Vec::new();
        for instance in &plan.instances {
            let id = ProcessId(processes.setups.len() as u32);
            let host = plan.host().map_or(instance.as_str(), |(host, _)| host);
            processes.setups.push(ProcessSetup {
                name: instance.clone(),
                host: network.host(host).unwrap_or_default(),
                program: source.clone(),
                args: args.clone(),
                start,
                stdin: stdin.clone(),
            });
            processes.program_of.push(number);
            processes.groups.insert(instance.clone(), vec![id]);
            group.push(id);
        }
        processes.groups.insert(plan.name.text.clone(), group);
    }
    processes.programs = programs.list;
    processes
}

fn bytes(args: &[String], stdin: &[(Time, String)]) -> usize {
    let args: usize = args.iter().map(|arg| arg.len() + 32).sum();
    let lines: usize = stdin.iter().map(|(_, line)| line.len() + 32).sum();
    args + lines
}

/// The instant that lies this far after the beginning.
pub fn time(span: Option<Span>) -> Time {
    Time::ZERO + span.unwrap_or(Span::ZERO)
}

/// The programs of a scenario, each file read once.
struct Programs<'f, 'a> {
    list: Vec<Program>,
    by_file: Map<&'f str, usize>,
    carried: Map<&'f str, (&'f str, At)>,
    beside: &'a [File],
}

impl<'f, 'a> Programs<'f, 'a> {
    fn new(file: &'f Fields, beside: &'a [File]) -> Programs<'f, 'a> {
        Programs {
            list: Vec::new(),
            by_file: Map::new(),
            carried: carried(file),
            beside,
        }
    }

    /// The number of the program that a process runs; an empty one if there is
    /// something wrong with it.
    fn of(&mut self, problems: &mut Problems<'a>, plan: &Plan<'f>) -> usize {
        let fields = plan.fields;
        let found = match (fields.text("program"), fields.text("file")) {
            (Some(_), Some((_, at))) => {
                let message = "a process has either `program` or `file`, not both".to_owned();
                problems.error(at, "conflicting-keys", message, None);
                None
            }
            (Some((text, at)), None) => Some(inline(problems, &plan.name.text, text, at)),
            (None, Some((name, at))) => {
                if let Some(number) = self.by_file.get(name) {
                    return *number;
                }
                self.by_file.insert(name, self.list.len());
                self.read(problems, name, at)
            }
            (None, None) => {
                report_no_program(problems, plan);
                None
            }
        };
        self.list.push(found.unwrap_or_else(|| Program {
            source: source(&plan.name.text, ""),
            lines: Rc::default(),
        }));
        self.list.len() - 1
    }

    fn read(&self, problems: &mut Problems<'a>, name: &str, at: At) -> Option<Program> {
        if let Some((text, at)) = self.carried.get(name) {
            let host = problems.text(at.file);
            let lines = line_map::of_toml_text(&host.name, &host.text, at.start, at.end);
            return Some(Program {
                source: source(name, text),
                lines: Rc::new(lines),
            });
        }
        let found = beside_within_limit(problems, self.beside, name, at)?;
        problems.add_text(found);
        Some(Program {
            source: source(name, &found.text),
            lines: Rc::new(line_map::of_whole_file(name, &found.text)),
        })
    }
}

fn report_no_program(problems: &mut Problems<'_>, plan: &Plan<'_>) {
    if ["program", "file", "runs"]
        .iter()
        .any(|key| plan.fields.has(key))
    {
        return;
    }
    let message = format!("process `{}` has no program", plan.name.text);
    let help = "for example: program = '''\nprint(\"hello\")\n'''";
    problems.error(plan.name.at, "missing-key", message, Some(help.into()));
}

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.into(),
        text: text.into(),
    }
}

fn inline(problems: &mut Problems<'_>, process: &str, text: &str, at: At) -> Program {
    if text.trim().is_empty() {
        let message = format!("the program of `{process}` is empty");
        problems.warning(at, "empty-program", message, None);
    }
    if text.ends_with(".py") && !text.contains(char::is_whitespace) {
        let message = "`program` is a program's text, and this is the name of a file".to_owned();
        let help = format!("write file = \"{text}\"");
        problems.error(at, "bad-value", message, Some(help));
    }
    let file = problems.text(at.file);
    Program {
        source: source(&format!("{process}.py"), text),
        lines: Rc::new(line_map::of_toml_text(
            &file.name, &file.text, at.start, at.end,
        )),
    }
}

/// The texts of `[file.*]` by name.
fn carried(file: &Fields) -> Map<&str, (&str, At)> {
    let entries = file.named("file").iter();
    entries
        .filter_map(|(name, item)| Some((name.text.as_str(), item.table()?.text("text")?)))
        .collect()
}

fn beside_within_limit<'b>(
    problems: &mut Problems<'_>,
    beside: &'b [File],
    name: &str,
    at: At,
) -> Option<&'b File> {
    let index = find_beside(problems, beside, name, at)?;
    let found = &beside[index];
    if found.text.len() <= SCENARIO_BYTES {
        return Some(found);
    }
    let limit = SCENARIO_BYTES / 1_000_000;
    let message = format!("`{name}` is too large: at most {limit} MB are read");
    problems.error(at, "too-large", message, None);
    None
}

/// The files that programs may import or open.
pub fn files(problems: &mut Problems<'_>, file: &Fields, beside: &[File]) -> Vec<Source> {
    let carried = carried(file);
    let inside = carried.iter().map(|(name, (text, _))| source(name, text));
    let mut files: Vec<Source> = inside.collect();
    let mut listed = crate::base::Set::new();
    for (name, at) in file.texts("files") {
        if carried.contains_key(name) {
            let message = format!("`{name}` is beside the scenario and inside it");
            let help = Some("remove it from `files`, or remove its `[file]` table".into());
            problems.error(at, "name-clash", message, help);
        } else if listed.insert(name) {
            let found = beside_within_limit(problems, beside, name, at);
            files.extend(found.map(|found| source(name, &found.text)));
        }
    }
    files
}

fn stdin(problems: &mut Problems<'_>, fields: &Fields) -> Vec<(Time, String)> {
    let mut lines = Vec::new();
    for entry in fields.tables("stdin") {
        let (Some(at), Some((line, place))) = (entry.span("at"), entry.text("line")) else {
            continue;
        };
        if line.contains(['\n', '\r']) {
            let message = "a typed line cannot contain a line break".to_owned();
            let help = Some("write an entry for each line".into());
            problems.error(place, "bad-value", message, help);
        }
        lines.push((Time::ZERO + at, line.to_owned()));
    }
    // Stable: lines typed at the same time keep the order of the file.
    lines.sort_by_key(|(at, _)| *at);
    lines
}

type Action = fn(ProcessId) -> Command;

/// What a fault can do to a process.
const ACTIONS: &[(&str, Action)] = &[
    ("crash", |process| Command::Crash { process }),
    ("restart", |process| Command::Restart { process }),
    ("pause", |process| Command::Pause { process }),
    ("resume", |process| Command::Resume { process }),
    ("interrupt", |process| Command::Interrupt { process }),
];

/// What the file does to the run, in order of time.
pub fn faults(problems: &mut Problems<'_>, file: &Fields, processes: &Processes) -> Vec<Planned> {
    let names = ACTIONS.iter().map(|(name, _)| *name);
    let elsewhere = || cable_faults::KEYS.into_iter().chain(hand_faults::KEYS);
    let names: Vec<&'static str> = names.chain(elsewhere()).collect();
    let mut planned = Vec::new();
    for fields in file.tables("fault") {
        // Those of cables, messages and options are read there.
        let Some(action) = exactly_one(problems, fields, &names) else {
            continue;
        };
        if elsewhere().any(|key| key == action) {
            continue;
        }
        let (Some(target), Some(at)) = (fields.text(action), fields.span("at")) else {
            continue;
        };
        let command = ACTIONS.iter().find(|(name, _)| *name == action);
        let Some(((_, command), ids)) = command.zip(processes.resolve(problems, target)) else {
            continue;
        };
        if planned.len() + ids.len() > COMMANDS {
            let message = format!("faults come to more than {COMMANDS} commands");
            problems.error(fields.at, "too-many", message, None);
            break;
        }
        planned.extend(ids.into_iter().map(|process| Planned {
            at: Time::ZERO + at,
            command: command(process),
        }));
    }
    // Stable: faults at the same time keep the order of the file.
    planned.sort_by_key(|planned| planned.at);
    planned
}
