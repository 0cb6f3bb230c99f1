//! The timeline of a stage with stacks: one lane for all that are shown as one
//! card, busy whenever one of them is.

use sim_core::base::{ProcessId, Time};
use sim_core::view::{Activity, Bar, Lane, Timeline};

use super::{Folds, Group};

/// What the lane of a stack shows of what its members do at one moment: the
/// first of these that one of them does.
const BUSIEST: [Activity; 8] = [
    Activity::Running,
    Activity::Asleep,
    Activity::Blocked,
    Activity::WaitsForInput,
    Activity::Paused,
    Activity::NotStarted,
    Activity::Crashed,
    Activity::Ended,
];

/// Gives each closed stack one lane, at which its members' messages begin and
/// end. What they send each other has no place then.
pub fn fold(groups: &[Group], timeline: &mut Timeline) {
    let last = timeline.lanes.iter().map(|lane| lane.process.index()).max();
    let folds = Folds::new(groups.to_vec(), last.map_or(0, |last| last + 1));
    let closed = groups.iter().filter(|group| !group.open);
    for group in closed.filter(|group| folds.count(first(group)) > 1) {
        let lane = together(group, &timeline.lanes);
        let place = timeline
            .lanes
            .iter_mut()
            .find(|it| it.process == lane.process);
        if let Some(place) = place {
            *place = lane;
        }
    }
    let is_folded = |process| folds.count(folds.shown(process)) > 1;
    timeline.lanes.retain(|lane| {
        folds.has_card(lane.process) && (lane.thread.is_none() || !is_folded(lane.process))
    });
    timeline.arrows.retain_mut(|arrow| {
        if is_folded(arrow.from) || is_folded(arrow.to) {
            arrow.threads = None;
            (arrow.from, arrow.to) = (folds.shown(arrow.from), folds.shown(arrow.to));
            return arrow.from != arrow.to;
        }
        true
    });
    for mark in &mut timeline.marks {
        mark.process = folds.shown(mark.process);
    }
}

fn first(group: &Group) -> ProcessId {
    ProcessId(group.members[0] as u32)
}

/// One lane for a stack.
fn together(group: &Group, lanes: &[Lane]) -> Lane {
    let of_group =
        |lane: &&Lane| lane.thread.is_none() && group.members.contains(&lane.process.index());
    let members: Vec<&Lane> = lanes.iter().filter(of_group).collect();
    Lane {
        process: first(group),
        thread: None,
        name: group.title(),
        bars: busiest(&members),
    }
}

/// What the busiest of some lanes does, moment by moment.
fn busiest(lanes: &[&Lane]) -> Vec<Bar> {
    let rank = |activity| BUSIEST.iter().position(|it| *it == activity);
    // When one of them begins (true) or ends to do what.
    let mut changes: Vec<(Time, bool, usize)> = Vec::new();
    for bar in lanes.iter().flat_map(|lane| &lane.bars) {
        let Some(rank) = rank(bar.activity) else {
            continue;
        };
        changes.extend([(bar.from, true, rank), (bar.to, false, rank)]);
    }
    changes.sort_unstable();
    let mut counts = [0i32; BUSIEST.len()];
    let mut bars: Vec<Bar> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        match change.1 {
            true => counts[change.2] += 1,
            false => counts[change.2] -= 1,
        }
        if changes.get(at + 1).is_some_and(|next| next.0 == change.0) {
            continue;
        }
        let now = counts
            .iter()
            .position(|count| *count > 0)
            .map(|at| BUSIEST[at]);
        if let Some(last) = bars.last_mut() {
            last.to = change.0;
            if Some(last.activity) == now {
                continue;
            }
        }
        bars.extend(now.map(|activity| Bar {
            from: change.0,
            to: change.0,
            activity,
            note: None,
        }));
    }
    bars
}

#[cfg(test)]
mod tests {
    use sim_core::base::MessageId;
    use sim_core::view::{Arrow, Fate, MessageKind};

    use super::*;

    fn lane(process: u32, bars: &[(u64, u64, Activity)]) -> Lane {
        Lane {
            process: ProcessId(process),
            thread: None,
            name: format!("w-{process}"),
            bars: bars
                .iter()
                .map(|(from, to, activity)| Bar {
                    from: Time(*from),
                    to: Time(*to),
                    activity: *activity,
                    note: None,
                })
                .collect(),
        }
    }

    fn arrow(from: u32, to: u32) -> Arrow {
        Arrow {
            message: MessageId(0),
            label: String::new(),
            kind: MessageKind::Message,
            fate: Fate::Delivered,
            from: ProcessId(from),
            to: ProcessId(to),
            threads: None,
            sent: Time(0),
            arrives: Time(1),
        }
    }

    #[test]
    fn a_stack_has_one_lane_that_is_busy_when_one_of_it_is() {
        use Activity::{Asleep, Blocked, Running};
        let mut timeline = Timeline {
            lanes: vec![
                lane(0, &[(0, 9, Running)]),
                lane(1, &[(0, 4, Blocked), (4, 6, Running), (6, 9, Blocked)]),
                lane(2, &[(0, 5, Blocked), (5, 8, Asleep), (8, 9, Blocked)]),
            ],
            arrows: vec![arrow(0, 1), arrow(2, 0), arrow(1, 2)],
            ..Timeline::default()
        };
        let group = Group {
            name: "w".to_owned(),
            members: vec![1, 2],
            open: false,
        };
        let mut open = timeline.clone();
        fold(
            &[Group {
                open: true,
                ..group.clone()
            }],
            &mut open,
        );
        assert_eq!(open, timeline);
        fold(&[group], &mut timeline);
        let names: Vec<&str> = timeline.lanes.iter().map(|lane| &*lane.name).collect();
        assert_eq!(names, ["w-0", "w ×2"]);
        let expected = [
            (0, 4, Blocked),
            (4, 6, Running),
            (6, 8, Asleep),
            (8, 9, Blocked),
        ];
        assert_eq!(timeline.lanes[1].bars, lane(1, &expected).bars);
        let ways: Vec<(u32, u32)> = timeline
            .arrows
            .iter()
            .map(|arrow| (arrow.from.0, arrow.to.0))
            .collect();
        assert_eq!(ways, [(0, 1), (1, 0)]);
    }
}
