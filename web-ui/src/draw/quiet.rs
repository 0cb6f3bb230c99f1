//! Stretches in which a viewer sees nothing: no message flies and no program
//! runs, or a message is under way and nothing of it on any cable, because TCP
//! waits before it sends it again. They pass quickly and are drawn short. Wider than the core's own gaps,
//! in which nothing at all happens: greetings below the messages do not count.

use sim_core::base::Time;
use sim_core::view::{Activity, Timeline};

/// Most stretches that are shortened, the longest ones: an axis with more
/// breaks than this could not be read.
const MOST: usize = 60;

/// The quiet stretches of a window of a timeline, in order of time.
pub fn stretches(timeline: &Timeline, window: (Time, Time)) -> Vec<(Time, Time)> {
    let end = window.1;
    let mut quiet = Vec::new();
    let mut at = window.0;
    for (from, to) in busy(timeline) {
        let (from, to) = (from.min(end), to.min(end));
        if from > at {
            quiet.push((at, from));
        }
        at = at.max(to);
    }
    if end > at {
        quiet.push((at, end));
    }
    quiet.sort_unstable_by_key(|(from, to)| (std::cmp::Reverse(to.since(*from)), *from));
    quiet.truncate(MOST);
    quiet.sort_unstable();
    quiet
}

/// When something is to be seen, in order of its beginning.
fn busy(timeline: &Timeline) -> Vec<(Time, Time)> {
    let flights = timeline.arrows.iter().flat_map(|arrow| {
        let silences: &[(Time, Time)] = match arrow.threads {
            None => &timeline.silences,
            Some(_) => &[],
        };
        moving((arrow.sent, arrow.arrives), silences)
    });
    let bars = timeline.lanes.iter().flat_map(|lane| &lane.bars);
    let running = bars
        .filter(|bar| bar.activity == Activity::Running)
        .map(|bar| (bar.from, bar.to));
    let stops = timeline.stops.iter().map(|stop| (stop.at, stop.at));
    let mut busy: Vec<(Time, Time)> = flights.chain(running).chain(stops).collect();
    busy.sort_unstable();
    busy
}

/// What is left of a flight without the silences on the cables, which are in
/// order of time.
fn moving(
    (sent, arrives): (Time, Time),
    silences: &[(Time, Time)],
) -> impl Iterator<Item = (Time, Time)> {
    let first = silences.partition_point(|(_, to)| *to <= sent);
    let inside = silences[first..]
        .iter()
        .take_while(move |(from, _)| *from < arrives);
    let begins = std::iter::once(sent).chain(inside.clone().map(|(_, to)| *to));
    let ends = inside.map(|(from, _)| *from).chain([arrives]);
    begins.zip(ends).filter(|(from, to)| from < to)
}

#[cfg(test)]
mod tests {
    use sim_core::base::{MessageId, ProcessId};
    use sim_core::view::{Arrow, Bar, Fate, Lane, MessageKind};

    use super::*;

    fn arrow(sent: u64, arrives: u64) -> Arrow {
        Arrow {
            message: MessageId(0),
            label: String::new(),
            kind: MessageKind::Message,
            fate: Fate::Delivered,
            from: ProcessId(0),
            to: ProcessId(1),
            threads: None,
            sent: Time(sent),
            arrives: Time(arrives),
        }
    }

    fn bar(from: u64, to: u64, activity: Activity) -> Bar {
        Bar {
            from: Time(from),
            to: Time(to),
            activity,
            note: None,
        }
    }

    #[test]
    fn silence_on_the_cables_is_no_flight() {
        type Stretches<'a> = &'a [(u64, u64)];
        let cases: [(Stretches<'_>, Stretches<'_>); 5] = [
            (&[], &[(10, 90)]),
            (&[(0, 5), (95, 99)], &[(10, 90)]),
            (&[(20, 50)], &[(10, 20), (50, 90)]),
            (&[(5, 30), (40, 100)], &[(30, 40)]),
            (&[(0, 100)], &[]),
        ];
        for (silences, expected) in cases {
            let silences: Vec<_> = silences.iter().map(|(a, b)| (Time(*a), Time(*b))).collect();
            let found = moving((Time(10), Time(90)), &silences);
            let found: Vec<(u64, u64)> = found.map(|(a, b)| (a.0, b.0)).collect();
            assert_eq!(found, expected, "{silences:?}");
        }
    }

    #[test]
    fn quiet_is_where_nothing_flies_or_runs() {
        use Activity::{Blocked, Running};
        let cases = [
            (vec![], vec![], vec![(0, 100)]),
            (vec![arrow(10, 20)], vec![], vec![(0, 10), (20, 100)]),
            (
                vec![arrow(10, 40), arrow(20, 30)],
                vec![bar(0, 5, Running), bar(5, 100, Blocked)],
                vec![(5, 10), (40, 100)],
            ),
            (vec![], vec![bar(0, 100, Running)], vec![]),
        ];
        for (arrows, bars, expected) in cases {
            let timeline = Timeline {
                end: Some(Time(100)),
                lanes: vec![Lane {
                    process: ProcessId(0),
                    thread: None,
                    name: String::new(),
                    bars,
                }],
                arrows,
                ..Timeline::default()
            };
            let found = stretches(&timeline, (Time(0), Time(100)));
            let found: Vec<(u64, u64)> = found.iter().map(|(a, b)| (a.0, b.0)).collect();
            assert_eq!(found, expected);
        }
    }
}
