//! Captures, read by another program: `tshark` finds no malformed packet and no
//! wrong checksum in any scenario of the library, and its analysis of TCP counts
//! what our own records count. Where tshark is not installed nothing is checked.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use mailroom_tests::{from_text, lesson, library, name, run};
use sim_core::base::HostId;
use sim_core::network::packets::{Cause, Drop, Header, PacketId, TcpFact, WireFact};
use sim_core::network::{End, Fact};
use sim_core::session::Session;
use sim_core::trace::Happening;

/// What tshark says of a frame, in this order, after its source address.
const FIELDS: [&str; 12] = [
    "_ws.malformed",
    "ip.checksum.status",
    "tcp.checksum.status",
    "udp.checksum.status",
    "icmp.checksum.status",
    "tcp.analysis.retransmission",
    "tcp.analysis.fast_retransmission",
    "tcp.analysis.spurious_retransmission",
    "tcp.analysis.out_of_order",
    "tcp.analysis.duplicate_ack",
    "tcp.analysis.zero_window",
    "tcp.analysis.lost_segment",
];

/// One frame as tshark sees it: who sent it, and the fields.
struct Seen {
    from: String,
    fields: Vec<String>,
}

impl Seen {
    fn has(&self, field: &str) -> bool {
        let at = FIELDS.iter().position(|known| known.ends_with(field));
        let text = &self.fields[at.expect("one of the fields")];
        !text.is_empty()
    }

    /// Sent again, or overtaken: tshark cannot always tell.
    fn is_behind(&self) -> bool {
        ["retransmission", "out_of_order"]
            .iter()
            .any(|field| self.has(&format!("analysis.{field}")))
            || self.has("fast_retransmission")
            || self.has("spurious_retransmission")
    }

    fn is_wrong(&self) -> bool {
        // A status of 0 is a bad checksum, for any of several in a frame.
        let bad = |text: &String| text.split(',').any(|status| status == "0");
        self.has("malformed") || self.fields[1..5].iter().any(bad)
    }
}

/// What tshark says of a capture, frame by frame; `None` where it is not there.
fn tshark(capture: &[u8], name: &str) -> Option<Vec<Seen>> {
    let path = std::env::temp_dir().join(format!("mailroom-{}-{name}.pcapng", std::process::id()));
    std::fs::write(&path, capture).expect("a file for the capture");
    let mut tshark = Command::new("tshark");
    tshark
        .arg("-r")
        .arg(&path)
        .args(["-T", "fields", "-e", "ip.src"]);
    for field in FIELDS {
        tshark.args(["-e", field]);
    }
    for check in ["ip", "tcp", "udp"] {
        tshark.args(["-o", &format!("{check}.check_checksum:TRUE")]);
    }
    // Segments are judged one by one: putting a sender's own retransmissions
    // together again is not what its card does.
    tshark.args(["-o", "tcp.desegment_tcp_streams:FALSE"]);
    // It guesses this one from the first byte of ZMTP's greeting.
    tshark.args(["--disable-protocol", "sigcomp"]);
    let output = tshark.output();
    std::fs::remove_file(&path).expect("it is there");
    let output = output.ok()?;
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "tshark: {errors}");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let row = |line: &str| {
        let mut fields = line.split('\t').map(str::to_owned);
        // Inside an ICMP message there is a second IP header.
        let from = fields.next().unwrap_or_default();
        let from = from.split(',').next().unwrap_or_default().to_owned();
        let mut fields: Vec<String> = fields.collect();
        fields.resize(FIELDS.len(), String::new());
        Seen { from, fields }
    };
    Some(text.lines().map(row).collect())
}

/// TCP in numbers, as one network card sees it.
#[derive(Debug, Default, PartialEq, Eq)]
struct Analysis {
    /// Segments that the host sent again.
    sent_again: usize,
    /// Duplicate acknowledgements that came to it.
    duplicate_acks: usize,
    /// Segments by which it closed its window.
    zero_windows: usize,
    /// Segments that came beyond a gap.
    gaps: usize,
    /// Segments that came after a later one.
    behind: usize,
}

/// As our records have it.
fn recorded(session: &Session, host: HostId) -> Analysis {
    let mut found = Analysis::default();
    let mut next: BTreeMap<End, u32> = BTreeMap::new();
    let mut ends: BTreeSet<End> = BTreeSet::new();
    let mut sent: BTreeMap<PacketId, (End, Header, Cause)> = BTreeMap::new();
    let mut facts = session
        .trace()
        .records()
        .iter()
        .filter_map(|record| match &record.what {
            Happening::Network {
                fact: Fact::Wire(fact),
            } => Some(fact),
            _ => None,
        })
        .peekable();
    while let Some(fact) = facts.next() {
        match fact {
            WireFact::SegmentSent {
                host: from,
                end,
                header,
                cause,
                packet,
                ..
            } => {
                if let Some(end) = end {
                    sent.insert(*packet, (*end, *header, *cause));
                }
                if *from == host {
                    ends.extend(*end);
                    found.sent_again += usize::from(cause.is_retransmission());
                    let quiet = header.flags.syn || header.flags.fin || header.flags.rst;
                    found.zero_windows += usize::from(header.window == 0 && !quiet);
                }
            }
            WireFact::FrameReceived {
                packet, host: at, ..
            } if *at == host => {
                // The card keeps a damaged one to itself.
                let damaged = matches!(
                    facts.peek(),
                    Some(WireFact::Dropped {
                        why: Drop::Damaged,
                        ..
                    })
                );
                let Some((end, header, cause)) = sent.get(packet).filter(|_| !damaged) else {
                    continue;
                };
                let (gap, behind) = place(&mut next, *end, header);
                // A byte into a closed window is a question, not a repetition.
                let probe = matches!(cause, Cause::WindowProbe | Cause::KeepAlive);
                found.gaps += usize::from(gap);
                found.behind += usize::from(behind && !probe);
            }
            WireFact::Tcp {
                end,
                fact: TcpFact::DuplicateAck { .. },
            } if ends.contains(end) => found.duplicate_acks += 1,
            _ => {}
        }
    }
    found
}

/// Whether a segment that came leaves a gap before it, or comes late.
fn place(next: &mut BTreeMap<End, u32>, end: End, header: &Header) -> (bool, bool) {
    let after = header.seq.wrapping_add(header.span() as u32);
    let Some(expected) = next.get(&end).copied() else {
        next.insert(end, after);
        return (false, false);
    };
    let ahead = header.seq.wrapping_sub(expected) as i32;
    if after.wrapping_sub(expected) as i32 > 0 {
        next.insert(end, after);
    }
    (ahead > 0, ahead < 0 && header.span() > 0)
}

fn analysed(seen: &[Seen], own: &str) -> Analysis {
    let sent = |frame: &&Seen| frame.from == own;
    let came = |frame: &&Seen| frame.from != own;
    Analysis {
        sent_again: seen.iter().filter(sent).filter(|it| it.is_behind()).count(),
        duplicate_acks: seen
            .iter()
            .filter(came)
            .filter(|it| it.has("duplicate_ack"))
            .count(),
        zero_windows: seen
            .iter()
            .filter(sent)
            .filter(|it| it.has("zero_window"))
            .count(),
        gaps: seen
            .iter()
            .filter(came)
            .filter(|it| it.has("lost_segment"))
            .count(),
        behind: seen.iter().filter(came).filter(|it| it.is_behind()).count(),
    }
}

/// Every card's capture of a run is well formed and tells the same story as
/// our records. False where tshark is not installed.
fn check(session: &Session, name: &str) -> bool {
    let setup = &session.lesson().setup;
    let network = session.last_world().system().network();
    let mut hosts: Vec<HostId> = setup.processes.iter().map(|it| it.host).collect();
    hosts.sort();
    hosts.dedup();
    for host in hosts {
        let card = setup.hosts[host.index()].name.as_str();
        let capture = session.pcapng(Some(card)).expect("a capture");
        let Some(seen) = tshark(&capture, &name.replace('/', "-")) else {
            return false;
        };
        let wrong = seen.iter().filter(|frame| frame.is_wrong()).count();
        assert_eq!(wrong, 0, "{name}: malformed or bad checksums at {card}");
        let own = network.topology().ip(host).to_string();
        let ours = recorded(session, host);
        assert_eq!(analysed(&seen, &own), ours, "{name} at {card}");
    }
    true
}

#[test]
fn captures_of_the_library() {
    for path in library() {
        let session = run(lesson(&path));
        let wire = |it: &Happening| matches!(it, Happening::Network { .. });
        let mut records = session.trace().records().iter();
        // Threads of one process, or pipes of one host, send no frame.
        if records.any(|record| wire(&record.what)) && !check(&session, &name(&path)) {
            return eprintln!("tshark is not installed: nothing was checked");
        }
    }
}

#[test]
fn another_program_counts_what_we_count() {
    let lossy = "latency = '20ms'\nbandwidth = '10Mbit/s'\nloss = 0.03\ncorrupt = 0.01";
    let mixed = "latency = '20ms'\nbandwidth = '10Mbit/s'\nreorder = 0.05";
    let pipeline = |link: &str| {
        format!(
            "title = 'Pipeline'\nseed = 3\n[link]\n{link}\n[process.sink]\nprogram = \"\"\"\n\
             import zmq\nsocket = zmq.Context().socket(zmq.PULL)\nsocket.bind('tcp://*:5555')\n\
             for n in range(300): socket.recv()\nprint('all')\n\"\"\"\n\
             [process.source]\nprogram = \"\"\"\nimport zmq\n\
             socket = zmq.Context().socket(zmq.PUSH)\nsocket.connect('tcp://sink:5555')\n\
             for n in range(300): socket.send(b'x' * 2000)\n\"\"\"\n"
        )
    };
    let stalled = "title = 'Stalled'\n[process.sink]\nprogram = \"\"\"\nimport socket, time\n\
        conn, _ = socket.create_server(('', 5555)).accept()\n\
        for round in range(6):\n    time.sleep(1)\n    got = 0\n    while got < 60000:\n        got += len(conn.recv(20000))\n\
        while conn.recv(65536): pass\nprint('all')\n\"\"\"\n\
        [process.source]\nstart = '10ms'\nprogram = \"\"\"\nimport socket\n\
        s = socket.create_connection(('sink', 5555))\ns.sendall(b'x' * 3000000)\ns.close()\n\"\"\"\n";
    let mut sums = Analysis::default();
    for (name, text) in [
        ("lossy", pipeline(lossy)),
        ("mixed", pipeline(mixed)),
        ("stalled", stalled.to_owned()),
    ] {
        let session = run(from_text(name, &text, &[]));
        let printed = &session.last_world().system().processes()[0].terminal.shown;
        assert!(
            printed.iter().any(|(_, text)| text.contains("all")),
            "{name}"
        );
        if !check(&session, name) {
            return eprintln!("tshark is not installed: nothing was checked");
        }
        for host in [HostId(0), HostId(1)] {
            let found = recorded(&session, host);
            sums.sent_again += found.sent_again;
            sums.duplicate_acks += found.duplicate_acks;
            sums.zero_windows += found.zero_windows;
            sums.gaps += found.gaps;
            sums.behind += found.behind;
        }
    }
    // There was something to agree on.
    assert!(sums.sent_again > 20 && sums.duplicate_acks > 50, "{sums:?}");
    assert!(
        sums.zero_windows > 5 && sums.gaps > 10 && sums.behind > 10,
        "{sums:?}"
    );
}
