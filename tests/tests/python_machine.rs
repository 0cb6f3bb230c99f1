//! The Python machine from outside: statements, system calls, handles,
//! interrupts, limits, clones, and text that is no program at all.

#![allow(clippy::unwrap_used)] // a test may

use sim_core::base::ThreadId;
use sim_core::python::{Call, Data, Exit, Handle, Library, Machine, Pause, Raise, Source};
use std::rc::Rc;
use std::time::{Duration, Instant};

const MAIN: ThreadId = ThreadId(0);

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.into(),
        text: text.into(),
    }
}

const POST: &str = r#"
import _system

class PostError(Exception):
    def __init__(self, errno, msg=None):
        super().__init__(errno, msg)
        self.errno = errno
        self.strerror = msg
    def __str__(self):
        return self.strerror

class Box:
    def __init__(self, name, *, size=10):
        self._handle = _system.post_open(name, size)
    def send(self, data, flags=0):
        if not isinstance(data, bytes):
            raise TypeError(f"data must be bytes, not {type(data).__name__}")
        return _system.post_send(self._handle, data, flags)
    def recv(self):
        return _system.post_recv(self._handle)
    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return _system.post_get(self._handle, name)
    def __setattr__(self, name, value):
        if name.startswith("_"):
            super().__setattr__(name, value)
        else:
            _system.post_set(self._handle, name, value)
    def __enter__(self):
        return self
    def __exit__(self, *exception):
        _system.post_close(self._handle)
"#;

fn library() -> Rc<Library> {
    let mut library = Library {
        calls: &[
            "post_open",
            "post_send",
            "post_recv",
            "post_get",
            "post_set",
            "post_close",
        ],
        ..Library::default()
    };
    library.modules.insert(
        "post".into(),
        "from post.boxes import Box, PostError\n".into(),
    );
    library.modules.insert("post.boxes".into(), POST.into());
    Rc::new(library)
}

fn machine(text: &str) -> Machine {
    Machine::new(
        &source("main.py", text),
        &[],
        &["main.py".to_owned()],
        library(),
    )
    .unwrap_or_else(|problems| panic!("{problems:#?}"))
}

/// Runs to the next system call or the end, answering writes.
fn advance(machine: &mut Machine, out: &mut String) -> Pause {
    for _ in 0..1_000_000 {
        match machine.run(MAIN, 10_000) {
            Pause::Statement | Pause::Exhausted => {}
            Pause::Call(Call {
                name: "write",
                args,
            }) => {
                if let Data::Str(text) = &args[1] {
                    out.push_str(text);
                }
                machine.resume(MAIN, Ok(Data::None));
            }
            other => return other,
        }
    }
    panic!("no end");
}

fn call(pause: Pause) -> Call {
    match pause {
        Pause::Call(call) => call,
        other => panic!("not a call: {other:?}"),
    }
}

fn ended(pause: Pause) -> Exit {
    match pause {
        Pause::Ended(exit) => exit,
        other => panic!("not the end: {other:?}"),
    }
}

#[test]
fn a_library_reaches_the_world_through_calls() {
    let text = r#"
import post
box = post.Box("a", size=3)
box.limit = 7
print(box.limit)
with post.Box("b") as other:
    print(other.recv())
box.send(b"x", 1)
box.recv()
"#;
    let (mut m, mut out) = (machine(text), String::new());
    let open = call(advance(&mut m, &mut out));
    assert_eq!(
        (open.name, open.args),
        ("post_open", vec!["a".into(), Data::Int(3)])
    );
    m.resume(MAIN, Ok(Data::Handle(Handle(11))));
    let set = call(advance(&mut m, &mut out));
    let expected = vec![Data::Handle(Handle(11)), "limit".into(), Data::Int(7)];
    assert_eq!((set.name, set.args), ("post_set", expected));
    m.resume(MAIN, Ok(Data::None));
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_get");
    m.resume(MAIN, Ok(Data::Int(99)));
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_open");
    m.resume(MAIN, Ok(Data::Handle(Handle(12))));
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_recv");
    m.resume(
        MAIN,
        Ok(Data::List(vec![Data::Bytes(b"q"[..].into()), Data::None])),
    );
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_close");
    m.resume(MAIN, Ok(Data::None));
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_send");
    m.resume(MAIN, Ok(Data::None));
    assert_eq!(call(advance(&mut m, &mut out)).name, "post_recv");
    m.resume(
        MAIN,
        Err(Raise::new(
            "post.boxes",
            "PostError",
            vec![Data::Int(11), "try later".into()],
        )),
    );
    let exit = ended(advance(&mut m, &mut out));
    let stderr = "Traceback (most recent call last):\n  File \"main.py\", line 9, in <module>\n    box.recv()\npost.boxes.PostError: try later\n";
    assert_eq!(out, format!("99\n[b'q', None]\n{stderr}"));
    assert_eq!((exit.code, exit.stderr), (1, None));
    assert_eq!(exit.exception.as_deref(), Some("post.boxes.PostError"));
    assert_eq!(m.audit(), Vec::<String>::new());
}

#[test]
fn a_handle_is_dropped_with_its_last_reference() {
    let text = r#"
import post
def use():
    box = post.Box("a")
    return 1
use()
second = post.Box("b")
alias = [second]
del second
alias.clear()
def fail():
    box = post.Box("c")
    raise ValueError
try:
    fail()
except ValueError:
    print("handling")
print("after")
"#;
    let (mut m, mut out) = (machine(text), String::new());
    let mut seen = Vec::new();
    let mut next = 1;
    for _ in 0..10_000 {
        match m.run(MAIN, 1_000) {
            Pause::Call(call) if call.name == "post_open" => {
                m.resume(MAIN, Ok(Data::Handle(Handle(next))));
                next += 1;
            }
            Pause::Call(call) => {
                if let Some(Data::Str(text)) = call.args.get(1) {
                    out.push_str(text);
                }
                m.resume(MAIN, Ok(Data::None));
            }
            Pause::Ended(_) => break,
            _ => {}
        }
        for handle in m.take_dropped() {
            seen.push((
                handle.0,
                m.frames(MAIN).last().map_or(0, |frame| frame.line),
            ));
        }
    }
    // The variables of a failed function live as long as its traceback.
    assert_eq!(seen, [(1, 7), (2, 11), (3, 18)]);
    assert_eq!(out, "handling\nafter\n");
}

#[test]
fn an_interrupt_arrives_inside_a_call() {
    let text = r#"
import time
try:
    time.sleep(10)
except KeyboardInterrupt:
    print("stopped")
while True:
    pass
"#;
    let (mut m, mut out) = (machine(text), String::new());
    assert_eq!(call(advance(&mut m, &mut out)).name, "sleep");
    m.inject(MAIN, Raise::new("builtins", "KeyboardInterrupt", vec![]));
    for _ in 0..100 {
        if let Pause::Call(_) = m.run(MAIN, 100) {
            m.resume(MAIN, Ok(Data::None));
        }
    }
    m.inject(MAIN, Raise::new("builtins", "KeyboardInterrupt", vec![]));
    let exit = ended(advance(&mut m, &mut out));
    assert_eq!(exit.code, 130);
    assert!(out.ends_with("\nKeyboardInterrupt\n"));
}

#[test]
fn statements_are_stepped_one_by_one() {
    let text = "x = 1\nfor i in range(2):\n    x += i\nif x > 1: print(x); x = 0\ndef f():\n    return 5\nwhile x < 2: x += f()\n";
    let mut m = machine(text);
    let mut lines = Vec::new();
    loop {
        match m.run(MAIN, 1_000) {
            Pause::Statement => lines.push(m.frames(MAIN).last().unwrap().line),
            Pause::Call(_) => m.resume(MAIN, Ok(Data::None)),
            Pause::Ended(_) => break,
            Pause::Exhausted => panic!("out of fuel"),
        }
    }
    assert_eq!(lines, [1, 2, 3, 2, 3, 2, 4, 4, 4, 5, 7, 7, 6, 7]);
}

#[test]
fn variables_are_shown_without_running_the_program() {
    let text = "class A:\n    def __repr__(self): raise ValueError\n    def __init__(self): self.n = 1\ndef f(a, b):\n    c = [a, b, A()]\n    return c\nf('x' * 1000, {1: (2.5, None)})\n";
    let mut m = machine(text);
    let mut seen = Vec::new();
    while let Pause::Statement = m.run(MAIN, 1_000) {
        let frame = m.frames(MAIN).pop().unwrap();
        if frame.line == 6 {
            seen = frame.variables;
        }
    }
    assert_eq!(seen.len(), 3);
    assert!(seen[0].repr.starts_with("'xxx") && seen[0].repr.len() < 220);
    assert_eq!(
        (&*seen[1].repr, &*seen[1].type_name),
        ("{1: (2.5, None)}", "dict")
    );
    assert_eq!(&*seen[2].type_name, "list");
}

/// Runs a program that is too much, and gives the last line of its words.
fn last_words(text: &str) -> String {
    let started = Instant::now();
    let mut m = machine(text);
    let mut words = String::new();
    loop {
        match m.run(MAIN, 100_000) {
            Pause::Ended(exit) => {
                assert_eq!(m.audit(), Vec::<String>::new());
                words.push_str(&exit.stderr.unwrap_or_default());
                return words.lines().last().unwrap_or("").to_owned();
            }
            Pause::Call(call) => {
                if let ("write", Some(Data::Str(text))) = (call.name, call.args.get(1)) {
                    words.push_str(text);
                }
                m.resume(MAIN, Ok(Data::None));
            }
            _ => {}
        }
        assert!(
            started.elapsed() < Duration::from_secs(60),
            "{text} takes too long"
        );
    }
}

#[test]
fn what_is_too_much_ends_with_an_exception() {
    for (text, words) in [
        ("x = 'x' * 10**12", "MemoryError"),
        ("x = [0] * 10**10", "MemoryError"),
        ("x = (0,) * 10**10", "MemoryError"),
        ("x = bytes(10**12)", "MemoryError"),
        ("x = 10 ** 10 ** 8", "MemoryError"),
        ("x = 1 << 10**10", "MemoryError"),
        ("x = list(range(10**9))", "MemoryError"),
        ("l = []\nwhile True: l.append(0)", "MemoryError"),
        ("l = [0]\nwhile True: l += l", "MemoryError"),
        (
            "d = {}\ni = 0\nwhile True:\n    d[i] = i\n    i += 1",
            "MemoryError",
        ),
        ("s = 'x'\nwhile True: s += s", "MemoryError"),
        ("l = []\nwhile True: l = [l, l]", "MemoryError"),
        (
            "def f(): f()\nf()",
            "RecursionError: maximum recursion depth exceeded",
        ),
        (
            "class A:\n    def __repr__(self): return repr(self)\nrepr(A())",
            "RecursionError: maximum recursion depth exceeded",
        ),
        ("f'{1:{10**9}}'", "MemoryError"),
    ] {
        assert_eq!(last_words(text), words, "{text}");
    }
}

#[test]
fn a_long_chain_of_objects_dies_without_recursion() {
    let text = "l = None\nfor i in range(200000): l = [l]\nl = None\nt = None\nclass N:\n    def __init__(self, next): self.next = next\nfor i in range(50000): t = N(t)\ndel t\n";
    assert_eq!(last_words(text), "");
}

#[test]
fn an_endless_loop_hands_back_control() {
    for text in [
        "while True: pass",
        "[0 for x in iter(int, 1)]",
        "sum(iter(int, 1))",
        "def g():\n    while True: yield 1\nlist(zip(g()))\n",
        "any(x for x in iter(int, 1))",
    ] {
        let mut m = machine(text);
        for _ in 0..50 {
            match m.run(MAIN, 1_000) {
                // Its last words: there was too much to keep.
                Pause::Call(call) => {
                    assert!(format!("{call:?}").contains("MemoryError"), "{text}");
                    break;
                }
                Pause::Ended(_) => panic!("{text} ends"),
                _ => {}
            }
        }
    }
}

#[test]
fn equal_histories_give_equal_machines() {
    let text = "import math\nclass A:\n    def __init__(self, n): self.n = n\nitems = {}\nfor i in range(50):\n    items[i % 7] = A(i)\n    x = float('nan')\n    if i % 3 == 0: del items[i % 7]\nprint(len(items))\n";
    let (mut a, mut b) = (machine(text), machine(text));
    for _ in 0..400 {
        let (x, y) = (a.run(MAIN, 1_000), b.run(MAIN, 1_000));
        assert_eq!(x, y);
        assert!(a == b);
        if let Pause::Call(_) = x {
            a.resume(MAIN, Ok(Data::None));
            b.resume(MAIN, Ok(Data::None));
        }
        if let Pause::Ended(_) = x {
            return;
        }
    }
    panic!("no end");
}

#[test]
fn files_of_the_program_can_be_imported() {
    let helper = source(
        "helper.py",
        "import other\nVALUE = other.BASE + 1\ndef twice(x): return 2 * x\n",
    );
    let other = source("other.py", "BASE = 41\n");
    let main = source(
        "main.py",
        "import helper\nfrom helper import twice as t\nprint(helper.VALUE, t(4), helper.__name__)\n",
    );
    let mut m = Machine::new(&main, &[helper, other], &[], library()).unwrap();
    let mut out = String::new();
    ended(advance(&mut m, &mut out));
    assert_eq!(out, "42 8 helper\n");
}

#[test]
fn problems_of_a_text_are_collected_with_their_places() {
    let text = "def f(:\n    pass\nx = = 2\nprint 'old'\n";
    let problems = Machine::check(&source("a.py", text));
    assert!(problems.len() >= 3, "{problems:#?}");
    assert_eq!(problems[0].place.line, 1);
    let text = "async def f():\n    await g()\nasync with x: pass\n\nclass A(metaclass=M): pass\nx = 1j\nreturn 3\nbreak\n";
    let problems = Machine::check(&source("a.py", text));
    let lines: Vec<u32> = problems.iter().map(|problem| problem.place.line).collect();
    assert_eq!(lines, [1, 3, 5, 6, 7, 8], "{problems:#?}");
    assert!(problems[0].help.is_some());
}

#[test]
fn deep_text_is_refused_not_crashed() {
    for text in [
        "(".repeat(100_000),
        "[".repeat(5_000) + &"]".repeat(5_000),
        "-".repeat(100_000) + "1",
        "not ".repeat(50_000) + "1",
        "x = 1".to_owned() + &" + 1".repeat(100_000),
        "x = a".to_owned() + &".b".repeat(100_000),
        "lambda: ".repeat(50_000) + "1",
        (0..1_000)
            .map(|depth| format!("{}if x:\n", " ".repeat(depth)))
            .collect::<String>(),
        "1 if x else ".repeat(50_000) + "1",
        "f(".repeat(150) + &")".repeat(150),
    ] {
        let shown: String = text.chars().take(30).collect();
        assert!(
            !Machine::check(&source("a.py", &text)).is_empty(),
            "{shown}"
        );
    }
}

/// A small generator of numbers for the mutations: no chance from outside.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }
}

/// Runs a text for a while, whatever it is: no panic, no hang.
fn try_out(text: &str) {
    let Ok(mut m) = Machine::new(&source("m.py", text), &[], &[], library()) else {
        return;
    };
    for _ in 0..300 {
        match m.run(MAIN, 2_000) {
            Pause::Call(_) => m.resume(MAIN, Ok(Data::None)),
            Pause::Ended(_) => break,
            _ => {}
        }
    }
    assert_eq!(m.audit(), Vec::<String>::new(), "{text}");
}

/// The texts that are mutated: all programs of the differential tests.
fn seeds() -> Vec<String> {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("python");
    let mut texts = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        let mut entries: Vec<_> = std::fs::read_dir(&folder)
            .expect("a readable folder")
            .map(|entry| entry.expect("a readable entry").path())
            .collect();
        entries.sort();
        for path in entries {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "py") {
                texts.push(std::fs::read_to_string(path).expect("a readable program"));
            }
        }
    }
    texts
}

/// Cases of each kind; `GARBAGE=n` runs more.
fn cases() -> usize {
    std::env::var("GARBAGE")
        .ok()
        .and_then(|n| n.parse().ok())
        .unwrap_or(400)
}

#[test]
fn mutated_programs_neither_crash_nor_hang() {
    let seeds = seeds();
    let words: Vec<&str> = seeds
        .iter()
        .flat_map(|text| text.split_whitespace())
        .collect();
    let mut dice = Dice(7);
    for _ in 0..cases() {
        let mut lines: Vec<String> = seeds[dice.roll(seeds.len())]
            .lines()
            .map(str::to_owned)
            .collect();
        for _ in 0..=dice.roll(4) {
            let (a, b) = (dice.roll(lines.len()), dice.roll(lines.len()));
            match dice.roll(5) {
                0 => lines.swap(a, b),
                1 => {
                    lines.remove(a);
                }
                2 => {
                    let copy = lines[b].clone();
                    lines.insert(a, copy);
                }
                3 => {
                    let word = words[dice.roll(words.len())];
                    let target: Vec<&str> = lines[a].split(' ').collect();
                    let at = dice.roll(target.len());
                    let mut changed: Vec<&str> = target.clone();
                    changed[at] = word;
                    lines[a] = changed.join(" ");
                }
                _ => {
                    let other = seeds[dice.roll(seeds.len())].clone();
                    let other: Vec<&str> = other.lines().collect();
                    lines.insert(a, other[dice.roll(other.len())].to_owned());
                }
            }
            if lines.is_empty() {
                break;
            }
        }
        try_out(&lines.join("\n"));
    }
}

#[test]
fn garbage_is_refused_in_peace() {
    const PIECES: &[&str] = &[
        "def ",
        "class ",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ":",
        "\n",
        "    ",
        "\t",
        "x",
        "1",
        "'",
        "\"",
        "f'",
        "'''",
        "\\",
        "lambda",
        " if ",
        " else ",
        "*",
        "**",
        "=",
        ",",
        ".",
        "@",
        "->",
        "yield ",
        "try:",
        "except",
        "finally:",
        "é",
        "\0",
        "\u{FEFF}",
        "0x",
        "1e999",
        "async ",
        "await ",
        "#",
        ";",
        "return ",
        "nonlocal x",
        "global x",
        "import ",
        "from ",
        "with ",
        " as ",
        "%",
        "!",
        "~",
        "in ",
        "not ",
        "is ",
        "del ",
        "raise ",
        "b'",
        "rb'",
        "u'",
        "\r",
        ":=",
        "...",
        "{x!r:>{y}}",
    ];
    let mut dice = Dice(3);
    for _ in 0..cases() * 5 {
        let text: String = (0..dice.roll(60))
            .map(|_| PIECES[dice.roll(PIECES.len())])
            .collect();
        try_out(&text);
    }
}

#[test]
fn a_copy_of_a_machine_with_many_objects_is_equal_to_it() {
    let text = "class A:\n    def __init__(self, n): self.n = n\nitems = [(A(i), str(i)) for i in range(2500)]\nprint(len(items))\nwhile True: pass\n";
    let mut m = machine(text);
    while !matches!(m.run(MAIN, 100_000), Pause::Call(_)) {}
    assert!(m.memory().0 >= 10_000, "{:?}", m.memory());
    assert!(m.clone() == m);
}

/// A program is refused before it runs, at a line, with these words and a way
/// that works.
fn check_refused(text: &str, line: u32, words: &str, instead: &str) {
    let problems = Machine::check(&source("main.py", text));
    let problem = problems.first().unwrap_or_else(|| panic!("runs: {text}"));
    let help = problem.help.clone().unwrap_or_default();
    assert_eq!(problem.place.line, line, "{text}: {problem:?}");
    assert!(problem.message.contains(words), "{text}: {problem:?}");
    assert!(help.contains(instead), "{text}: {problem:?}");
}

#[test]
fn what_is_not_run_is_refused_with_what_works() {
    check_refused(
        "x = 1\nasync def f():\n    pass\n",
        2,
        "async def",
        "thread",
    );
    check_refused("def f():\n    return await g()\n", 2, "await", "");
    check_refused("async with a: pass", 1, "async", "with");
    check_refused(
        "class M(type): pass\nclass A(metaclass=M): pass\n",
        2,
        "metaclass",
        "decorator",
    );
    check_refused(
        "try:\n    pass\nexcept* ValueError:\n    pass\n",
        1,
        "except*",
        "except",
    );
    check_refused("z = 2 + 3j", 1, "complex", "pair of floats");
    check_refused("x = '\\N{SNOWMAN}'", 1, "\\u with four digits", "");
    check_refused("print 'x'", 1, "Did you mean print(...)?", "");
}
