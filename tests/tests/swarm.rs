//! Random networks with random programs and random faults: whatever happens,
//! no byte of a stream is wrong, no frame and no byte vanishes, the run ends
//! within its bounds, and the same seed gives the same run. `SWARM` sets how
//! many seeds.

use std::fmt::Write;

use mailroom_tests::{books, from_text, run};
use sim_core::base::Random;
use sim_core::scenario::WireEvent;
use sim_core::session::Session;
use sim_core::trace::{Happening, digest};

/// Both sides of every stream know what the bytes must be.
const PATTERN: &str = "
def pattern(start, count):
    return bytes((n * 7 + n // 251) % 256 for n in range(start, start + count))
";

const TCP_SERVER: &str = "
import socket
server = socket.create_server(('', PORT))
server.settimeout(20)
for round in range(3):
    try:
        conn, addr = server.accept()
        conn.settimeout(10)
        total = 0
        while piece := conn.recv(3000):
            if piece != pattern(total, len(piece)):
                print('WRONG BYTES')
            total += len(piece)
            conn.sendall(piece[:10])
        conn.close()
    except OSError as error:
        print('server', type(error).__name__)
";

const TCP_CLIENT: &str = "
import socket, time
for round in range(3):
    try:
        sock = socket.create_connection(('PEER', PORT), timeout=5)
        sent = 0
        while sent < COUNT:
            sent += sock.send(pattern(sent, 4000))
        sock.shutdown(socket.SHUT_WR)
        while sock.recv(1000): pass
        sock.close()
    except OSError as error:
        print('client', type(error).__name__)
    time.sleep(0.3)
";

const UDP: &str = "
import socket, time
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(('', PORT))
sock.settimeout(0.1)
for number in range(40):
    try:
        sock.sendto(pattern(0, number * COUNT // 400), ('PEER', PORT))
        data, addr = sock.recvfrom(70000)
        if data != pattern(0, len(data)):
            print('WRONG BYTES')
    except OSError as error:
        pass
";

const PUSH: &str = "
import time, zmq
socket = zmq.Context().socket(zmq.PUSH)
socket.connect('tcp://PEER:PORT')
socket.linger = 2000
for number in range(60):
    socket.send(b'%d ' % number + b'x' * (COUNT // 10))
    time.sleep(0.01)
";

const PULL: &str = "
import zmq
socket = zmq.Context().socket(zmq.PULL)
socket.bind('tcp://*:PORT')
last = -1
while socket.poll(3000):
    number = int(socket.recv().split()[0])
    if number <= last and number != 0:
        print('WRONG ORDER', last, number)
    last = number
";

/// Cables with properties of their own, some of them bad.
fn properties(random: &mut Random) -> String {
    let mut text = format!(
        "latency = \"{}us\"\nbandwidth = \"{}kbit/s\"\nqueue = {}\nmtu = {}\n",
        50 + random.below(20_000),
        300 + random.below(20_000),
        3 + random.below(60),
        576 + random.below(1_000),
    );
    for kind in ["loss", "corrupt", "duplicate", "reorder"] {
        if random.below(4) == 0 {
            let _ = writeln!(text, "{kind} = 0.{:02}", 1 + random.below(15));
        }
    }
    text
}

/// A tree of switches and routers with hosts at its ends; one more cable closes
/// a circle now and then.
fn network(random: &mut Random, hosts: u64) -> (String, Vec<(String, String)>) {
    let middle = 1 + random.below(4);
    let mut text = String::new();
    for at in 0..middle {
        let kind = ["switch", "router"][random.below(2) as usize];
        let _ = writeln!(text, "[host.m{at}]\nkind = \"{kind}\"");
    }
    let mut cables = Vec::new();
    for at in 1..middle {
        cables.push((format!("m{at}"), format!("m{}", random.below(at))));
    }
    if middle > 2 && random.below(2) == 0 {
        cables.push(("m0".to_owned(), format!("m{}", middle - 1)));
    }
    for at in 0..hosts {
        let _ = writeln!(text, "[host.h{at}]");
        cables.push((format!("h{at}"), format!("m{}", random.below(middle))));
    }
    for (one, other) in &cables {
        let _ = write!(
            text,
            "[[cable]]\nbetween = [\"{one}\", \"{other}\"]\n{}",
            properties(random)
        );
    }
    (text, cables)
}

fn process(text: &mut String, name: &str, host: u64, program: &str) {
    let _ = write!(
        text,
        "[process.{name}]\nhost = \"h{host}\"\nprogram = '''{PATTERN}{program}'''\n"
    );
}

fn programs(random: &mut Random, hosts: u64) -> (String, u64) {
    let mut text = String::new();
    let pairs = 1 + random.below(3);
    for pair in 0..pairs {
        let (one, other) = (random.below(hosts), random.below(hosts));
        let fill = |program: &str, peer: u64| {
            program
                .replace("PEER", &format!("h{peer}"))
                .replace("PORT", &(7_000 + pair).to_string())
                .replace("COUNT", &(500 + 997 * (pair + 1) * (1 + one)).to_string())
        };
        let (first, second) = match random.below(3) {
            0 => (TCP_SERVER, TCP_CLIENT),
            1 if one != other => (UDP, UDP),
            _ => (PULL, PUSH),
        };
        process(&mut text, &format!("a{pair}"), one, &fill(first, other));
        process(&mut text, &format!("b{pair}"), other, &fill(second, one));
    }
    (text, pairs)
}

fn faults(random: &mut Random, cables: &[(String, String)], pairs: u64) -> String {
    let mut text = String::new();
    for _ in 0..random.below(5) {
        let at = random.below(4_000);
        let (one, other) = &cables[random.below(cables.len() as u64) as usize];
        let who = format!(
            "{}{}",
            ["a", "b"][random.below(2) as usize],
            random.below(pairs)
        );
        let later = at + 1 + random.below(1_500);
        let (what, back) = match random.below(4) {
            0 | 1 => (
                format!("cut = [\"{one}\", \"{other}\"]"),
                Some(format!("mend = [\"{one}\", \"{other}\"]")),
            ),
            2 => (
                format!("pause = \"{who}\""),
                Some(format!("resume = \"{who}\"")),
            ),
            _ => (
                format!("crash = \"{who}\""),
                Some(format!("restart = \"{who}\"")),
            ),
        };
        let _ = writeln!(text, "[[fault]]\nat = \"{at}ms\"\n{what}");
        if let Some(back) = back {
            let _ = writeln!(text, "[[fault]]\nat = \"{later}ms\"\n{back}");
        }
    }
    text
}

fn scenario(seed: u64) -> String {
    let mut random = Random::new(seed, "test.swarm", 0);
    let hosts = 2 + random.below(4);
    let (network, cables) = network(&mut random, hosts);
    let (programs, pairs) = programs(&mut random, hosts);
    let faults = faults(&mut random, &cables, pairs);
    format!("title = \"Swarm\"\nseed = {seed}\nstop = \"30s\"\n{network}{programs}{faults}")
}

fn count(session: &Session, event: WireEvent) -> usize {
    let records = session.trace().records().iter();
    let wire = records.filter(|record| match &record.what {
        Happening::Network {
            fact: sim_core::network::Fact::Wire(fact),
        } => event.is(fact),
        _ => false,
    });
    wire.count()
}

#[test]
fn random_lessons_keep_their_books() {
    let asked = std::env::var("SWARM").ok();
    let seeds = asked.and_then(|text| text.parse().ok()).unwrap_or(40);
    let mut again = 0;
    for seed in 0..seeds {
        let text = scenario(seed);
        let session = run(from_text("swarm", &text, &[]));
        let told = format!("seed {seed}:\n{text}");
        for process in session.last_world().system().processes() {
            for (_, text) in &process.terminal.shown {
                assert!(!text.contains("WRONG"), "{text}{told}");
                assert!(!text.contains("Traceback"), "{text}{told}");
            }
        }
        if let Err(problem) = books::frames(&session) {
            panic!("{problem}\n{told}");
        }
        assert_eq!(session.audit(), Ok(()), "{told}");
        again += count(&session, WireEvent::SentAgain);
        if seed % 8 == 0 {
            let other = run(from_text("swarm", &text, &[]));
            let (one, two) = (session.trace().records(), other.trace().records());
            assert_eq!(digest(one), digest(two), "{told}");
        }
    }
    assert!(again > 0, "nothing was ever sent again");
}
