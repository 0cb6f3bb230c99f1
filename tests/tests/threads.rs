//! Threads as a viewer sees them: steps over and out of calls, the reasons of
//! waits, the view of each thread; and what a fork costs.

#![allow(clippy::unwrap_used)] // a test may

use mailroom_tests::{from_text, run};
use sim_core::base::{ProcessId, ThreadId};
use sim_core::session::{Direction, Session, Unit};
use sim_core::system::Activity;
use sim_core::trace::sentence;

const PROGRAM: ProcessId = ProcessId(0);

fn session(program: &str) -> Session {
    let scenario = format!("title = \"Threads\"\n[process.p]\nprogram = '''\n{program}'''\n");
    run(from_text("threads", &scenario, &[]))
}

fn line(session: &Session) -> u32 {
    session.code(PROGRAM).current.map_or(0, |(line, _)| line)
}

const CALLS: &str = "\
def inner():
    x = 1
    return x

def outer():
    y = inner()
    return y

a = outer()
b = 2
";

#[test]
fn steps_over_and_out_go_by_frames() {
    let mut session = session(CALLS);
    let mut at = |line: u32| {
        session.seek(0);
        while session.code(PROGRAM).current.map(|(now, _)| now) != Some(line) {
            assert!(session.step(Unit::LineOf(PROGRAM), Direction::Forward));
        }
        session.clone()
    };
    let check =
        |mut from: Session, step: fn(&mut Session, ProcessId, Direction) -> bool, way, to| {
            assert!(step(&mut from, PROGRAM, way));
            assert_eq!(line(&from), to);
        };
    check(at(9), Session::step_over, Direction::Forward, 10);
    check(at(6), Session::step_over, Direction::Forward, 7);
    check(at(2), Session::step_over, Direction::Forward, 3);
    check(at(3), Session::step_over, Direction::Forward, 7);
    check(at(2), Session::step_out, Direction::Forward, 7);
    check(at(7), Session::step_out, Direction::Forward, 10);
    check(at(10), Session::step_over, Direction::Back, 9);
    check(at(3), Session::step_out, Direction::Back, 6);
    assert!(!at(10).step_over(PROGRAM, Direction::Forward));
}

const WAITS: &str = "\
import queue
import threading
box = queue.Queue()
lock = threading.Lock()
def one():
    with lock:
        item = box.get()
def two():
    with lock:
        pass
a = threading.Thread(target=one, name=\"a\")
b = threading.Thread(target=two, name=\"b\")
a.start()
b.start()
a.join()
";

#[test]
fn a_wait_says_for_whom() {
    let mut session = session(WAITS);
    session.seek_end();
    let why = |thread| {
        let code = session.code_of(PROGRAM, Some(ThreadId(thread)));
        let why = code.why.unwrap();
        (why.text, why.rule.unwrap().code, code.current.unwrap().0)
    };
    let expected = [
        (
            "It is in Thread.join: a has not ended.",
            "python.thread.join",
            15,
        ),
        (
            "It is in Queue.get: the queue is empty.",
            "python.condition.wait",
            7,
        ),
        (
            "It is in lock.acquire: a has the lock.",
            "python.lock.acquire",
            9,
        ),
    ];
    for (thread, (text, rule, line)) in expected.into_iter().enumerate() {
        assert_eq!(why(thread as u32), (text.to_owned(), rule.to_owned(), line));
    }
    let tabs = session.code(PROGRAM).threads;
    let names: Vec<&str> = tabs.iter().map(|tab| tab.name.as_str()).collect();
    assert_eq!(names, ["MainThread", "a", "b"]);
    assert!(tabs.iter().all(|tab| tab.activity == Activity::Blocked));
    assert!(
        session
            .end()
            .unwrap()
            .why
            .contains("p waits in Thread.join")
    );
}

#[test]
fn switches_are_told() {
    let session = session(
        "import threading\ndef work():\n    for i in range(20000):\n        pass\nt = threading.Thread(target=work, name=\"t\")\nt.start()\nwork()\n",
    );
    let names = session.trace().names(&session.lesson().setup);
    let all: Vec<String> = session
        .trace()
        .records()
        .iter()
        .map(|record| sentence(record, names))
        .filter(|text| text.starts_with("Switch"))
        .collect();
    assert_eq!(all[0], "Switch to p · t: p blocks.");
    let interval = "Switch to p: p · t has had its time (the switch interval).";
    assert!(
        all.iter().filter(|text| *text == interval).count() > 3,
        "{all:?}"
    );
}

#[test]
fn a_fork_of_many_objects_is_quick() {
    let session = session(
        "import os\nthings = [[n] for n in range(10000)]\nif os.fork() == 0:\n    os._exit(0)\nprint(len(things))\n",
    );
    let parent = session.last_world();
    assert_eq!(parent.system().processes().len(), 2);
    let mut early = session.clone();
    early.seek(session.computed().0 - 4);
    let machine = early.world().system().processes()[0].machine.clone();
    let machine = machine.expect("the parent still runs");
    let time = || {
        let begin = std::time::Instant::now();
        let copy = machine.fork(ThreadId(0));
        let took = begin.elapsed();
        assert_eq!(copy.memory(), machine.memory());
        took
    };
    let each = (0..20).map(|_| time()).min().expect("twenty of them");
    println!("a fork with {} objects: {each:?}", machine.memory().0);
    // Far above what it takes, for a machine with other work; the figure is printed.
    assert!(each.as_millis() < 20, "{each:?}");
}
