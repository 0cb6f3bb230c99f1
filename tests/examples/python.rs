//! Runs one Python file in the machine, with the terminal as its world and a
//! clock that only sleeping moves. For trying things out and for figures; the
//! simulator itself does not use it.

use sim_core::base::ThreadId;
use sim_core::python::{Data, Library, Machine, Pause, Raise, Source};
use std::io::{BufRead, Write};
use std::path::Path;
use std::rc::Rc;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some(path) = arguments.first() else {
        eprintln!("usage: python FILE [ARGUMENT...]");
        std::process::exit(2);
    };
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| {
        eprintln!("{path}: {error}");
        std::process::exit(2);
    });
    let source = Source {
        name: path.as_str().into(),
        text: text.into(),
    };
    let mut library = library();
    let mut files = helpers(path);
    for name in std::env::var("MAILROOM_SHOW")
        .unwrap_or_default()
        .split(',')
    {
        if let Some(text) = library.modules.remove(name) {
            let name = format!("{}.py", name.replace('.', "/")).into();
            files.push(Source { name, text });
        }
    }
    match Machine::new(&source, &files, &arguments, Rc::new(library)) {
        Ok(machine) => std::process::exit(run(machine)),
        Err(problems) => {
            for problem in problems {
                let place = &problem.place;
                eprintln!(
                    "{}:{}:{}: {}",
                    place.file, place.line, place.column, problem.message
                );
                if let Some(help) = problem.help {
                    eprintln!("  {help}");
                }
            }
            std::process::exit(1);
        }
    }
}

/// With `MAILROOM_TEXTS=folder` the modules there go before the built-in ones,
/// so that their text can be tried without compiling anything; those named in
/// `MAILROOM_SHOW` count as the program's own, so that tracebacks show them.
fn library() -> Library {
    let mut library = Library::default();
    let Some(root) = std::env::var_os("MAILROOM_TEXTS") else {
        return library;
    };
    let root = std::path::PathBuf::from(root);
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(below), Ok(text)) =
                (path.strip_prefix(&root), std::fs::read_to_string(&path))
            {
                let name = below.with_extension("").display().to_string();
                let name = name.replace('/', ".");
                let name = name.strip_suffix(".__init__").unwrap_or(&name);
                library.modules.insert(name.into(), text.into());
            }
        }
    }
    library
}

/// The files that `FILE` can import: those of the folder `FILE` without `.py`,
/// with `.files`.
fn helpers(path: &str) -> Vec<Source> {
    let root = Path::new(path).with_extension("files");
    let mut found = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for path in entries.flatten().map(|entry| entry.path()) {
            if path.is_dir() {
                folders.push(path);
            } else if let (Ok(text), Ok(name)) =
                (std::fs::read_to_string(&path), path.strip_prefix(&root))
            {
                found.push(Source {
                    name: name.display().to_string().into(),
                    text: text.into(),
                });
            }
        }
    }
    found
}

fn run(mut machine: Machine) -> i32 {
    let main = ThreadId(0);
    let mut clock = 0.0;
    let mut drawn = 0u8;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    loop {
        match machine.run(main, 1_000_000) {
            Pause::Statement | Pause::Exhausted => {}
            Pause::Call(call) => {
                let answer = match (call.name, call.args.as_slice()) {
                    ("write", [Data::Int(fd), Data::Str(text)]) => {
                        if *fd == 2 {
                            eprint!("{text}");
                        } else if out.write_all(text.as_bytes()).is_err() {
                            return 1;
                        }
                        Ok(Data::None)
                    }
                    ("read_line", []) => {
                        let _ = out.flush();
                        let mut line = String::new();
                        match std::io::stdin().lock().read_line(&mut line) {
                            Ok(1..) => Ok(Data::Str(line.into())),
                            _ => Ok(Data::None),
                        }
                    }
                    ("sleep", [Data::Float(seconds)]) => {
                        clock += seconds;
                        Ok(Data::None)
                    }
                    ("now", []) => Ok(Data::Float(1_700_000_000.0 + clock)),
                    ("monotonic", []) => Ok(Data::Float(clock)),
                    ("urandom", [Data::Int(count)]) => Ok(Data::Bytes(
                        (0..*count)
                            .map(|_| {
                                drawn = drawn.wrapping_mul(5).wrapping_add(57);
                                drawn
                            })
                            .collect(),
                    )),
                    (name, _) => Err(Raise::new("builtins", "OSError", vec![name.into()])),
                };
                machine.resume(main, answer);
            }
            Pause::Ended(exit) => {
                let _ = out.flush();
                if let Some(text) = exit.stderr {
                    eprint!("{text}");
                }
                for fault in machine.audit() {
                    eprintln!("audit: {fault}");
                }
                return exit.code;
            }
        }
    }
}
