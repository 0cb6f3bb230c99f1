//! Random programs, here and in CPython 3.11: both must say the same. The seed
//! is fixed; `FUZZ=n` runs n programs, `FUZZ_SEED=n` begins elsewhere. Where no
//! `python3` of that version is found they only must neither crash nor hang.

#![allow(clippy::unwrap_used)] // a test may

mod grammar;

use grammar::Grammar;
use mailroom_tests::python::has_judge;
use serde_json::Value;
use sim_core::base::ThreadId;
use sim_core::python::{Data, Library, Machine, Pause, Raise, Source};
use std::io::Write;
use std::process::{Command, Stdio};
use std::rc::Rc;

/// Programs in a normal run, and how many one interpreter gets.
const PROGRAMS: usize = 300;
const BATCH: usize = 250;
/// Pauses of a program that is lost.
const PAUSES: usize = 200_000;
/// Programs in a hundred that may differ: known are which of two errors comes
/// first when both operands are wrong, and texts of rare errors. The aim is none.
const MOST_DIFFERING: usize = 1;
/// Differences that are shown.
const SHOWN: usize = 12;

/// Runs programs one after another and prints what each did as JSON.
const DRIVER: &str = r#"
import contextlib, io, json, resource, signal, sys, traceback, warnings
warnings.simplefilter("ignore")
resource.setrlimit(resource.RLIMIT_AS, (2 << 30, 2 << 30))
class Late(BaseException): pass
def late(*a): raise Late
signal.signal(signal.SIGALRM, late)
answers = sys.stdout
for text in json.load(sys.stdin):
    out, last = io.StringIO(), ""
    try:
        signal.setitimer(signal.ITIMER_REAL, 5, 1)
        with contextlib.redirect_stdout(out):
            exec(compile(text, "fuzz.py", "exec"), {"__name__": "__main__"})
    except BaseException as e:
        last = traceback.format_exception_only(e)[-1].strip().split("\n")[-1]
    signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps([out.getvalue(), last]), file=answers, flush=True)
"#;

type Said = (String, String);

fn number(name: &str, otherwise: usize) -> usize {
    std::env::var(name)
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(otherwise)
}

/// What CPython says to each program.
fn judged(programs: &[String]) -> Vec<Said> {
    let mut child = Command::new("python3")
        .args(["-c", DRIVER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let input = serde_json::to_vec(programs).unwrap();
    child.stdin.take().unwrap().write_all(&input).unwrap();
    let output = child.wait_with_output().unwrap();
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .map(|line| {
            let pair: Value = serde_json::from_str(line).unwrap();
            let text = |at: usize| pair[at].as_str().unwrap_or("").to_owned();
            (text(0), text(1))
        })
        .collect()
}

/// What the machine says.
fn said(program: &str) -> Said {
    let source = Source {
        name: "fuzz.py".into(),
        text: program.into(),
    };
    let mut machine = match Machine::new(&source, &[], &[], Rc::new(Library::default())) {
        Ok(machine) => machine,
        Err(problems) => {
            return (
                String::new(),
                format!("SyntaxError: {}", problems[0].message),
            );
        }
    };
    let (main, mut out, mut errors) = (ThreadId(0), String::new(), String::new());
    for _ in 0..PAUSES {
        match machine.run(main, 10_000) {
            Pause::Statement | Pause::Exhausted => {}
            Pause::Call(call) => {
                let answer = match call.args.as_slice() {
                    [Data::Int(1), Data::Str(text)] => {
                        out.push_str(text);
                        Ok(Data::None)
                    }
                    [Data::Int(_), Data::Str(text)] => {
                        errors.push_str(text);
                        Ok(Data::None)
                    }
                    _ => Err(Raise::new("builtins", "OSError", vec![call.name.into()])),
                };
                machine.resume(main, answer);
            }
            Pause::Ended(exit) => {
                assert_eq!(
                    machine.audit(),
                    Vec::<String>::new(),
                    "counts in:\n{program}"
                );
                errors.push_str(&exit.stderr.unwrap_or_default());
                let last = errors.lines().last().unwrap_or("").trim();
                // The judge is asked by its module, which makes no suggestions.
                let last = last.split(". Did you mean: ").next().unwrap_or(last);
                return (out, last.to_owned());
            }
        }
    }
    // The judge must not come to an end either.
    (out, "no end".into())
}

/// Whether two outputs are the same but for the order within lines: sets with
/// texts in them have another one in every run of CPython.
fn is_same(judge: &Said, ours: &Said) -> bool {
    let letters = |line: &str| {
        let mut letters: Vec<char> = line.chars().collect();
        letters.sort_unstable();
        letters
    };
    let (a, b): (Vec<&str>, Vec<&str>) = (judge.0.lines().collect(), ours.0.lines().collect());
    a.len() == b.len()
        && judge.1 == ours.1
        && a.iter()
            .zip(b)
            .all(|(x, y)| *x == y || x.contains('{') && letters(x) == letters(y))
}

/// Limits of ours and of the judge that are no difference.
fn is_excused(judge: &Said, ours: &Said) -> bool {
    let of = |text: &str| {
        ["MemoryError", "Late", "RecursionError"]
            .iter()
            .any(|name| text.contains(name))
    };
    let refused = |said: &Said| said.1.starts_with("SyntaxError");
    of(&judge.1)
        || refused(judge) && refused(ours)
        || of(&ours.1)
        || of(&ours.0)
        || judge.0.contains("MemoryError")
}

/// Leaves chunks out as long as the two still differ.
fn smallest(chunks: &[String]) -> String {
    let mut kept = chunks.to_vec();
    for at in (1..kept.len()).rev() {
        let mut fewer = kept.clone();
        fewer.remove(at);
        let program = fewer.concat();
        let judge = judged(std::slice::from_ref(&program));
        let ours = said(&program);
        if judge.first().is_some_and(|judge| !is_same(judge, &ours)) {
            kept = fewer;
        }
    }
    kept[1..].concat()
}

fn difference(judge: &Said, ours: &Said) -> String {
    let one = |said: &Said| format!("{}\n{}", said.0, said.1);
    let (a, b) = (one(judge), one(ours));
    a.lines()
        .zip(b.lines())
        .find(|(x, y)| x != y)
        .map_or("one ends early".to_owned(), |(x, y)| {
            format!("  CPython: {x}\n  here:    {y}")
        })
}

#[test]
fn random_programs_say_what_cpython_says() {
    let (count, seed) = (number("FUZZ", PROGRAMS), number("FUZZ_SEED", 1));
    let (judge, shown) = (has_judge(), number("FUZZ_SHOWN", SHOWN));
    let mut grammar = Grammar::new(seed as u64);
    let (mut done, mut wrong, mut excused, mut differing) = (0, Vec::new(), 0, 0);
    while done < count {
        let batch: Vec<Vec<String>> = (0..BATCH.min(count - done))
            .map(|_| grammar.program())
            .collect();
        let texts: Vec<String> = batch.iter().map(|chunks| chunks.concat()).collect();
        let expected = if judge { judged(&texts) } else { Vec::new() };
        assert!(
            !judge || expected.len() == texts.len(),
            "the judge has given up"
        );
        for (at, text) in texts.iter().enumerate() {
            let ours = said(text);
            let Some(expected) = expected.get(at) else {
                continue;
            };
            if is_excused(expected, &ours) {
                excused += 1;
            } else if !is_same(expected, &ours) {
                differing += 1;
                if wrong.len() == shown {
                    continue;
                }
                wrong.push(format!(
                    "{}\n{}",
                    difference(expected, &ours),
                    smallest(&batch[at])
                ));
            }
        }
        done += batch.len();
    }
    println!(
        "{done} random programs, {excused} excused for a limit, compared: {judge}; {differing} differ:\n{}",
        wrong.join("\n----\n")
    );
    assert!(
        differing * 100 <= done * MOST_DIFFERING,
        "{differing} of {done} differ"
    );
}
