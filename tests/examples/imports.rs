//! What the import of each standard module costs: compiling it and what it
//! imports, and running their texts, in milliseconds; the least of some runs. For figures.

use sim_core::python::{Library, Machine, Pause, Source};
use std::rc::Rc;
use std::time::Instant;

const RUNS: u32 = 10;

fn main() {
    let names: Vec<String> = std::env::args().skip(1).collect();
    let empty = milliseconds("pass");
    println!("{empty:8.2} start of an empty program");
    for name in names {
        println!(
            "{:8.2} {name}",
            milliseconds(&format!("import {name}")) - empty
        );
    }
}

fn milliseconds(text: &str) -> f64 {
    (0..RUNS).map(|_| once(text)).fold(f64::MAX, f64::min)
}

fn once(text: &str) -> f64 {
    let started = Instant::now();
    let source = Source {
        name: "import.py".into(),
        text: text.into(),
    };
    let library = Rc::new(Library::default());
    let mut machine = match Machine::new(&source, &[], &["import.py".into()], library) {
        Ok(machine) => machine,
        Err(problems) => {
            println!("{text}: {problems:?}");
            return 0.0;
        }
    };
    loop {
        match machine.run(sim_core::base::ThreadId(0), 1_000_000) {
            Pause::Call(call) => {
                let bytes = sim_core::python::Data::Bytes([7; 32].as_slice().into());
                let float = sim_core::python::Data::Float(0.0);
                let answer = if call.name == "urandom" { bytes } else { float };
                machine.resume(sim_core::base::ThreadId(0), Ok(answer));
            }
            Pause::Ended(exit) => {
                if let Some(words) = exit.stderr {
                    println!("{text}: {words}");
                }
                break;
            }
            Pause::Statement | Pause::Exhausted => {}
        }
    }
    started.elapsed().as_secs_f64() * 1_000.0
}
