//! What all processes of a run share, made once before it begins: the compiled
//! programs and files, the compiled library modules that they import, and a
//! machine in which the prelude has run. A process starts as a clone of it.
//!
//! It is no state: it is made of the setup alone and never changes.

use super::builtins;
use super::code::{Code, Op};
use super::compile;
use super::heap::{Heap, Value};
use super::interface::{Exit, Library, Pause, Source};
use super::machine::{ModuleText, module_name};
use super::modules;
use super::vm::Machine;
use super::vm::frame::Thread;
use crate::base::Diagnostic;
use crate::base::Map;
use crate::base::limits::PROCESS_MEMORY;
use std::fmt;
use std::rc::Rc;

type Compiled = Result<Rc<Code>, Vec<Diagnostic>>;
type Sources = Map<Rc<str>, ModuleText>;

/// What all processes of a run share.
pub struct Image {
    /// The programs, in the order in which they were given.
    programs: Vec<Compiled>,
    /// What is wrong with the files that can be imported.
    problems: Vec<Diagnostic>,
    /// A machine in which the prelude has run and nothing else.
    bare: Machine,
}

/// Images are made of setups; where these are equal, so are they.
impl PartialEq for Image {
    fn eq(&self, _: &Image) -> bool {
        true
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "<{} programs>", self.programs.len())
    }
}

impl Image {
    /// Compiles everything that `programs` need. Equal programs that follow
    /// each other, as those of replicas do, are compiled once; what an `earlier`
    /// image has of the same library is taken from there.
    pub fn new(
        programs: &[&Source],
        files: &[Source],
        library: Rc<Library>,
        earlier: Option<&Image>,
    ) -> Image {
        let earlier = earlier.map(|image| &image.bare);
        let earlier = earlier.filter(|bare| bare.library == library);
        let mut compiled: Vec<Compiled> = Vec::with_capacity(programs.len());
        for (at, program) in programs.iter().enumerate() {
            let same = at > 0 && programs[at - 1] == *program;
            compiled.push(match compiled.last() {
                Some(last) if same => last.clone(),
                _ => compile::compile(program, false),
            });
        }
        let mut sources = library_texts(&library);
        let mut problems = Vec::new();
        let mut wanted = Vec::new();
        for file in files.iter().filter(|file| file.name.ends_with(".py")) {
            match compile::compile(file, false) {
                Ok(code) => {
                    imports(&code, &mut wanted);
                    sources.insert(module_name(&file.name), ModuleText::Compiled(code));
                }
                Err(found) => problems.extend(found),
            }
        }
        for code in compiled.iter().flatten() {
            imports(code, &mut wanted);
        }
        compile_imports(&mut sources, wanted, earlier);
        Image {
            programs: compiled,
            problems,
            bare: match earlier {
                Some(earlier) => earlier.with_sources(sources),
                None => bare(sources, library),
            },
        }
    }

    /// A machine about to run program `number` as `__main__` with `sys.argv` =
    /// `argv` (the program's name first).
    ///
    /// # Errors
    /// The problems of the program and of all files.
    pub fn machine(&self, number: usize, argv: &[String]) -> Result<Machine, Vec<Diagnostic>> {
        match &self.programs[number] {
            Ok(main) if self.problems.is_empty() => {
                let mut machine = self.bare.clone();
                machine.argv = argv.to_vec();
                machine.begin(main);
                Ok(machine)
            }
            Ok(_) => Err(self.problems.clone()),
            Err(problems) => Err(problems.iter().chain(&self.problems).cloned().collect()),
        }
    }
}

/// A machine in which the prelude has run.
fn bare(sources: Sources, library: Rc<Library>) -> Machine {
    let mut machine = Machine::empty(Heap::new(PROCESS_MEMORY), sources, library);
    let module = machine.new_module(&"_prelude".into());
    let dict = machine.module_dict(module);
    builtins::fill_prelude(&mut machine, dict);
    machine.prelude = Some(dict);
    for name in modules::PRELUDE {
        let source = Source {
            name: format!("<{name}>").into(),
            text: machine.library.texts.get(&modules::prelude(name)),
        };
        let code = compile::compile(&source, true).expect("invariant: our own text compiles");
        machine.run_text(&code, dict);
        machine.fuel = u32::MAX;
        let pause = machine.execute();
        assert!(
            matches!(&pause, Pause::Ended(Exit { code: 0, .. })),
            "the prelude stopped: {pause:?}"
        );
        machine.thread = Thread::default();
    }
    machine
}

/// Compiles the library modules that `wanted` and these themselves import when
/// they are loaded. What is imported later, in a function, is compiled then.
fn compile_imports(sources: &mut Sources, mut wanted: Vec<Rc<str>>, earlier: Option<&Machine>) {
    while let Some(name) = wanted.pop() {
        let parent = name.rsplit_once('.').map(|(parent, _)| parent);
        wanted.extend(parent.map(Rc::from));
        let Some(ModuleText::Library { file, text }) = sources.get(&name).cloned() else {
            continue;
        };
        let known = match earlier.and_then(|bare| bare.sources.get(&name)) {
            Some(ModuleText::Compiled(code)) if code.file.library => Ok(code.clone()),
            _ => compile::compile(&Source { name: file, text }, true),
        };
        // A module that does not compile says so when it is imported.
        if let Ok(code) = known {
            imports(&code, &mut wanted);
            sources.insert(name, ModuleText::Compiled(code));
        }
    }
}

/// The modules that a text imports at its top level. `from a import b` may
/// mean the module `a.b`.
fn imports(code: &Code, wanted: &mut Vec<Rc<str>>) {
    let mut from = None;
    for op in &code.ops {
        match op {
            Op::Import(name, _) => {
                from = Some(&code.names[*name as usize]);
                wanted.extend(from.cloned());
            }
            Op::ImportFrom(name) => {
                let name = &code.names[*name as usize];
                wanted.extend(from.map(|from| format!("{from}.{name}").into()));
            }
            _ => {}
        }
    }
}

fn library_texts(library: &Library) -> Sources {
    let standard = modules::texts(&library.texts).into_iter();
    let own = library
        .modules
        .iter()
        .map(|(name, text)| (name.clone(), text.clone()));
    let named = standard.chain(own).map(|(name, text): (Rc<str>, Rc<str>)| {
        let file = format!("<{name}>").into();
        (name, ModuleText::Library { file, text })
    });
    named.collect()
}

impl Machine {
    /// The same machine with other texts to import.
    fn with_sources(&self, sources: Sources) -> Machine {
        Machine {
            sources: Rc::new(sources),
            ..self.clone()
        }
    }

    fn empty(heap: Heap, sources: Sources, library: Rc<Library>) -> Machine {
        Machine {
            heap,
            thread: Thread::default(),
            resident: None,
            threads: Vec::new(),
            loaded: Vec::new(),
            caches: Default::default(),
            interned: Rc::default(),
            modules: Map::new(),
            sources: Rc::new(sources),
            prelude: None,
            library,
            argv: Vec::new(),
            fuel: 0,
            showing: Vec::new(),
            plain: Value::Null,
        }
    }
}
