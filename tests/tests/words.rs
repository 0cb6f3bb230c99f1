//! What sentences say of a run, lesson by lesson: where and why something is
//! lost, by which numbers, who waits for whom. The goldens show all of them;
//! here are those that must be right.

use mailroom_tests::{lesson, library, name, run};
use sim_core::session::Session;
use sim_core::trace::sentence;

/// A lesson of the library, by a part of its name, at its end.
fn told(part: &str) -> Session {
    let mut all = library().into_iter();
    let path = all.find(|path| name(path).contains(part));
    run(lesson(&path.unwrap_or_else(|| panic!("no lesson {part}"))))
}

/// Each of `said` is a sentence of the lesson, or a part of one; none of
/// `never` is.
#[track_caller]
fn check(part: &str, said: &[&str], never: &[&str]) {
    let session = told(part);
    let names = session.trace().names(&session.lesson().setup);
    let records = session.trace().records().iter();
    let texts: Vec<String> = records.map(|it| sentence(it, names)).collect();
    let text = texts.join("\n");
    for part in said {
        assert!(text.contains(part), "no “{part}”");
    }
    for part in never {
        let line = texts.iter().find(|line| line.contains(part));
        assert_eq!(line, None, "“{part}”");
    }
}

#[test]
fn what_is_lost_is_lost_somewhere() {
    check(
        "tcp-or-udp",
        &[
            "“u02” is lost on the cable from switch to receiver. UDP does not send it again and tells nobody.",
            "“u12” is lost on the cable from sender to switch.",
            "Packet 33 is lost on the cable from sender to switch.",
        ],
        &["ends at", "dropped at udp-sender"],
    );
    check(
        "congestion",
        &["is dropped at r1: its queue for the cable to r2 is full, 12 frames wait there already"],
        &[],
    );
    check(
        "bad-wire",
        &["bits were flipped on the cable from ", "is thrown away at "],
        &[],
    );
    check(
        "up-the-stack",
        &[
            "“is there anybody?” is dropped at neighbour: it is for another host",
            "“knock, knock” is dropped at server: nobody listens on that port (RFC 1122, 4.1.3.1). The host answers with an ICMP message, which only a connected sender is told of.",
            "fails with ECONNREFUSED: an ICMP message has come back: no socket has the port that an earlier datagram was sent to.",
        ],
        &[],
    );
}

#[test]
fn everybody_has_a_name() {
    check(
        "echo",
        &[
            "Connection 0 from client to server stands.",
            "Connection 0 from client to server: host client sends nothing more.",
        ],
        &["the other side"],
    );
    check(
        "two-doors",
        &[
            "there is nothing to receive from client-1 or client-2.",
            "An empty line is typed into client-1.",
        ],
        &["client-1 and tcp://", "Nobody answers"],
    );
    check(
        "publish-subscribe",
        &["from now on sub-news gets what begins like that."],
        &["this peer gets"],
    );
    check(
        "short-counts",
        &["recv returns 11 bytes", "send takes 16384 bytes"],
        &["moves"],
    );
}

#[test]
fn the_numbers_of_a_full_queue_add_up() {
    check(
        "slow-subscriber",
        &[
            "for far is dropped at publisher: the queue to far is at its high-water mark of 20: 11 wait in it, and 9 that left it still count, since room is reported only after every 10.",
            "far goes without, for the 2nd time.",
            "The message is for all 3 subscribers.",
        ],
        &["holds 20", "get one"],
    );
}
