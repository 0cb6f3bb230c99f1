//! Random programs, deaths and restarts, by seed: nothing is lost without a
//! reason, no wake-up is lost, and the same seed gives the same run.

use super::lab::{Lab, Sock};
use super::*;
use crate::base::Random;
use crate::messaging::Fact;
use crate::messaging::seam::Ending;

const HOSTS: u32 = 3;
const KINDS: [&str; 6] = ["REQ", "REP", "DEALER", "ROUTER", "PULL", "PUSH"];

fn run(seed: u64, steps: u32) -> Vec<(crate::base::Time, Fact)> {
    let mut lab = Lab::new(HOSTS, seed);
    let mut random = Random::new(seed, "test", 0);
    let mut sockets: Vec<Sock> = Vec::new();
    for _ in 0..steps {
        let process = random.below(u64::from(HOSTS)) as u32;
        let pick = random.below(sockets.len() as u64) as usize;
        match random.below(20) {
            0..=2 if sockets.len() < 12 => {
                let kind = KINDS[random.below(6) as usize];
                let socket = lab.socket(process, kind);
                lab.set(&socket, RCVTIMEO, 30);
                lab.set(&socket, 28, 30);
                lab.set(&socket, LINGER, [-1, 0, 50][random.below(3) as usize]);
                lab.set(&socket, SNDHWM, [0, 1, 2, 10][random.below(4) as usize]);
                lab.set(&socket, RCVHWM, [0, 1, 2, 10][random.below(4) as usize]);
                if random.below(3) == 0 {
                    lab.set(&socket, RCVBUF, 2_048);
                    lab.set(&socket, 11, 2_048);
                }
                sockets.push(socket);
            }
            _ if sockets.is_empty() => {}
            3..=4 => {
                let port = 5_000 + random.below(3);
                let address = [
                    format!("tcp://*:{port}"),
                    "inproc://a".into(),
                    "ipc://p".into(),
                ];
                let address = &address[random.below(3) as usize];
                let done = lab.on(&sockets[pick], "zmq_bind", address);
                assert!(matches!(done, Ok(()) | Err(98)), "{done:?}");
            }
            5..=7 => {
                let (host, port) = (random.below(3), 5_000 + random.below(3));
                let address = [
                    format!("tcp://h{host}:{port}"),
                    "inproc://a".into(),
                    "ipc://p".into(),
                ];
                lab.connect(&sockets[pick], &address[random.below(3) as usize]);
            }
            8..=12 => {
                let body = vec![b'x'; random.below(6_000) as usize];
                let parts: [&[u8]; 2] = [b"", &body];
                // Errors (wrong state, nobody there, full) are part of it.
                let _ = lab.send_parts(&sockets[pick], &parts, 0);
            }
            13..=16 => {
                let got = lab.recv_parts(&sockets[pick], 0);
                if let Ok(parts) = got
                    && random.below(2) == 0
                {
                    let parts: Vec<&[u8]> = parts.iter().map(|part| &part[..]).collect();
                    let _ = lab.send_parts(&sockets[pick], &parts, 0);
                }
            }
            17 => {
                let socket = sockets.swap_remove(pick);
                lab.close(&socket);
            }
            18 => {
                lab.end(process, Ending::Killed);
                sockets.retain(|socket| socket.process.0 != process);
            }
            _ => lab.sleep(random.below(300)),
        }
    }
    lab.finish()
}

#[test]
fn random_programs_lose_nothing_without_a_reason() {
    let mut taken = 0;
    let mut reasons = std::collections::BTreeSet::new();
    for seed in 0..150 {
        for (_, fact) in run(seed, 120) {
            match fact {
                Fact::Taken { .. } => taken += 1,
                Fact::Dropped { rule, .. } => {
                    reasons.insert(rule.code());
                }
                _ => {}
            }
        }
    }
    // The programs are not idle: messages arrive, and are lost in many ways.
    eprintln!("{taken} {reasons:?}");
    assert!(taken > 500, "{taken}");
    assert!(reasons.len() >= 8, "{reasons:?}");
}

#[test]
fn the_same_seed_gives_the_same_run() {
    for seed in [1, 7, 42] {
        assert_eq!(run(seed, 150), run(seed, 150));
    }
}
