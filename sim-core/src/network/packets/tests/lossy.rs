//! TCP over cables that lose, damage, duplicate and reorder: every byte
//! arrives, in order, once. `MAILROOM_LOSSY_RUNS` sets how many runs.

use super::lab::*;
use crate::base::{Random, Span};
use crate::network::*;

pub(super) fn runs() -> u64 {
    let asked = option_env!("MAILROOM_LOSSY_RUNS").and_then(|text| text.parse().ok());
    asked.unwrap_or(150)
}

/// A cable whose mishaps are drawn, each up to 20 %.
pub(super) fn rough(random: &mut Random) -> CableSpec {
    let mut ppm = |most: u64| match random.below(3) {
        0 => 0,
        _ => random.below(most) as u32,
    };
    let (loss_ppm, corrupt_ppm) = (ppm(200_000), ppm(100_000));
    let (duplicate_ppm, reorder_ppm) = (ppm(200_000), ppm(200_000));
    CableSpec {
        latency: Span::from_micros(100 + random.below(20_000)),
        jitter: Span::from_micros(random.below(100)),
        bandwidth: 1_000_000 + random.below(100_000_000),
        loss_ppm,
        corrupt_ppm,
        duplicate_ppm,
        reorder_ppm,
        mtu: 576 + random.below(1_000) as u32,
        queue: 5 + random.below(100) as u32,
    }
}

#[test]
fn our_tcp_to_itself_over_bad_cables() {
    for seed in 0..runs() {
        let mut random = Random::new(seed, "test.lossy", 0);
        let spec = rough(&mut random);
        let mut lab = Lab::pair(&spec, seed);
        lab.mute = true;
        let (a, b) = lab.open(0, 1);
        if random.below(2) == 0 {
            lab.option(a, StreamOption::Congestion(Congestion::Reno));
        }
        let data = pattern(1 + random.below(60_000) as usize);
        lab.transfer(a, b, &data);
        lab.transfer(b, a, &data);
        lab.close(a);
        let mut until = lab.now;
        // FIN gets through, too, or its sender gives up.
        for _ in 0..2_000 {
            until += Span::from_secs(1);
            lab.run(until);
            if lab.read(b, 1) == Read::End {
                break;
            }
        }
        assert_eq!(lab.read(b, 1), Read::End, "seed {seed}: {spec:?}");
    }
}
