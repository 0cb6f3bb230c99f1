//! Replicas as one stack: of many processes with the same program the stage
//! shows one card for all, until somebody opens it. The drawing only: what is
//! selected, and all other views, go on naming each of them.

mod lanes;

pub use lanes::fold as fold_lanes;

use std::rc::Rc;

use sim_core::base::{Map, ProcessId, Set};
use sim_core::view::{Activity, Link, Port, ProcessCard, Queue, Stage};

use super::geometry::Rect;
use crate::engine::Lesson;

/// Processes that can be shown as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their common name.
    pub name: String,
    /// Their places on the stage, the first one first.
    pub members: Vec<usize>,
    /// Whether they are shown one by one.
    pub open: bool,
}

impl Group {
    /// What its card and its lane are called.
    pub fn title(&self) -> String {
        format!("{} ×{}", self.name, self.members.len())
    }
}

/// Which card stands for which process.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Folds {
    /// All groups, in order of the scenario.
    pub groups: Vec<Group>,
    owner: Vec<usize>,
}

/// A stage with fewer processes is shown whole.
const CROWDED: usize = 14;
/// Fewer replicas are shown one by one.
const LEAST: usize = 6;

/// The groups of a lesson: replicas of one process of the file, where there
/// are many processes.
pub fn groups(lesson: &Lesson) -> Vec<Group> {
    let processes = &lesson.setup.processes;
    let mut found: Vec<Group> = Vec::new();
    if processes.len() < CROWDED {
        return found;
    }
    for (at, process) in processes.iter().enumerate() {
        let Some((name, number)) = process.name.rsplit_once('-') else {
            continue;
        };
        if number.parse::<u32>().is_err() {
            continue;
        }
        let same = |group: &&mut Group| {
            let first = &processes[group.members[0]].program;
            group.name == name && first.text == process.program.text
        };
        match found.iter_mut().find(same) {
            Some(group) => group.members.push(at),
            None => found.push(Group {
                name: name.to_owned(),
                members: vec![at],
                open: false,
            }),
        }
    }
    found.retain(|group| group.members.len() >= LEAST);
    found
}

impl Folds {
    /// With these groups, for so many processes.
    pub fn new(groups: Vec<Group>, processes: usize) -> Folds {
        let mut owner: Vec<usize> = (0..processes).collect();
        for group in groups.iter().filter(|group| !group.open) {
            for member in &group.members {
                if let Some(owner) = owner.get_mut(*member) {
                    *owner = group.members[0];
                }
            }
        }
        Folds { groups, owner }
    }

    /// The process whose card stands for this one.
    pub fn shown(&self, process: ProcessId) -> ProcessId {
        let own = self.owner.get(process.index()).copied();
        ProcessId(own.unwrap_or(process.index()) as u32)
    }

    /// True if it has a card of its own, or one for several.
    pub fn has_card(&self, process: ProcessId) -> bool {
        self.shown(process) == process
    }

    /// How many a card stands for.
    pub fn count(&self, process: ProcessId) -> usize {
        let closed = self.groups.iter().filter(|group| !group.open);
        let mut own = closed.filter(|group| group.members[0] == process.index());
        own.next().map_or(1, |group| group.members.len())
    }

    /// Pairs of processes as pairs of cards, each once: as the first of them has
    /// it.
    pub fn edges(&self, edges: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let card = |at: usize| self.owner.get(at).copied().unwrap_or(at);
        let mut found: Vec<(usize, usize)> = Vec::new();
        let mut seen = Set::new();
        for (left, right) in edges {
            let edge = (card(*left), card(*right));
            let pair = (edge.0.min(edge.1), edge.0.max(edge.1));
            if edge.0 != edge.1 && seen.insert(pair) {
                found.push(edge);
            }
        }
        found
    }

    /// Gives those without a card of their own the place of the one that
    /// stands for them.
    pub fn spread(&self, cards: &mut [Rect]) {
        for (at, owner) in self.owner.iter().enumerate() {
            if at < cards.len() && *owner != at {
                cards[at] = cards[*owner];
            }
        }
    }

    /// The stage with one card for each closed group; the others of the group
    /// stay in the list, without sockets, so that places mean the same. `None`
    /// if no group is closed.
    pub fn apply(&self, stage: &Stage) -> Option<Stage> {
        let closed = || self.groups.iter().filter(|group| !group.open);
        closed().next()?;
        let mut folded = stage.clone();
        for host in &mut folded.hosts {
            host.processes.retain(|process| self.has_card(*process));
        }
        folded.hosts.retain(|host| !host.processes.is_empty());
        let mut ports: Map<u32, u32> = Map::new();
        for group in closed() {
            let members: Vec<&ProcessCard> = group
                .members
                .iter()
                .filter_map(|at| stage.processes.get(*at).map(|card| &**card))
                .collect();
            if members.is_empty() {
                continue;
            }
            let card = together(group, &members, &mut ports);
            for at in &group.members {
                if let Some(place) = folded.processes.get_mut(*at) {
                    let place = Rc::make_mut(place);
                    (place.ports, place.queues) = (Vec::new(), Vec::new());
                }
            }
            folded.processes[group.members[0]] = Rc::new(card);
        }
        self.join(&mut folded, &ports);
        Some(folded)
    }

    /// Lets lines and envelopes end at the cards that are there.
    fn join(&self, stage: &mut Stage, ports: &Map<u32, u32>) {
        let port = |id: u32| ports.get(&id).copied().unwrap_or(id);
        let mut links: Vec<Link> = Vec::new();
        for link in std::mem::take(&mut stage.links) {
            let link = Link {
                from: self.shown(link.from),
                to: self.shown(link.to),
                ports: (port(link.ports.0), port(link.ports.1)),
                ..link
            };
            let same = |known: &&mut Link| {
                (known.from, known.to, known.ports) == (link.from, link.to, link.ports)
            };
            match links.iter_mut().find(same) {
                Some(known) => known.established |= link.established,
                None => links.push(link),
            }
        }
        stage.links = links;
        for envelope in &mut stage.envelopes {
            envelope.from = self.shown(envelope.from);
            envelope.to = self.shown(envelope.to);
        }
    }
}

/// One card for all of them.
fn together(group: &Group, members: &[&ProcessCard], ports: &mut Map<u32, u32>) -> ProcessCard {
    let first = members[0];
    let mut states: Vec<((Activity, &str), usize)> = Vec::new();
    for member in members {
        let state = (member.activity, &*member.state);
        match states.iter_mut().find(|known| known.0 == state) {
            Some(known) => known.1 += 1,
            None => states.push((state, 1)),
        }
    }
    states.sort_by_key(|known| std::cmp::Reverse(known.1));
    let row = |((_, state), count): &((Activity, &str), usize)| format!("{count} × {state}");
    let words: Vec<String> = match states.as_slice() {
        [(_, count)] => vec![format!("all {count}")],
        several => several.iter().take(3).map(row).collect(),
    };
    let (activity, state) = states[0].0;
    ProcessCard {
        name: group.title(),
        activity,
        state: state.to_owned(),
        statement: words.join(", "),
        last_words: String::new(),
        thread: None,
        threads: vec![],
        ports: joined_ports(members, ports),
        queues: joined_queues(members),
        ..first.clone()
    }
}

/// The first one's sockets; those of the others are drawn as the first of
/// the same kind.
fn joined_ports(members: &[&ProcessCard], ports: &mut Map<u32, u32>) -> Vec<Port> {
    let mut kept: Vec<Port> = Vec::new();
    for port in members.iter().flat_map(|member| &member.ports) {
        let known = kept.iter().find(|known| known.kind == port.kind);
        let id = known.map_or(port.id, |known| known.id);
        if id == port.id {
            kept.push(port.clone());
        }
        ports.insert(port.id, id);
    }
    kept
}

/// What waits in all of their queues, and in how many.
fn joined_queues(members: &[&ProcessCard]) -> Vec<Queue> {
    let all = || members.iter().flat_map(|member| &member.queues);
    let filled = || all().filter(|queue| queue.fill > 0);
    let Some(first) = filled().next() else {
        return Vec::new();
    };
    vec![Queue {
        label: format!("in {} queues", filled().count()),
        fill: filled().map(|queue| queue.fill).sum(),
        kept: filled().map(|queue| queue.kept).sum(),
        noun: match filled().all(|queue| queue.noun == first.noun) {
            true => first.noun,
            false => "",
        },
        dropped: all().map(|queue| queue.dropped).sum(),
        mark: None,
        ..first.clone()
    }]
}

/// The groups with one of them opened or closed.
pub fn toggled(groups: &[Group], name: &str) -> Rc<[Group]> {
    let toggle = |group: &Group| Group {
        open: group.open ^ (group.name == name),
        ..group.clone()
    };
    groups.iter().map(toggle).collect()
}

#[cfg(test)]
mod tests {
    use sim_core::base::{HostId, Time};
    use sim_core::view::HostBox;

    use super::*;

    fn card(id: u32, name: &str, activity: Activity) -> ProcessCard {
        ProcessCard {
            id: ProcessId(id),
            name: name.to_owned(),
            host: HostId(id),
            activity,
            state: activity.word().to_owned(),
            thread: None,
            threads: vec![],
            statement: "socket.recv()".to_owned(),
            line: 1,
            last_words: String::new(),
            ports: vec![Port {
                id,
                kind: "PULL".to_owned(),
                bound: vec![],
                connected: vec![],
                summary: String::new(),
                tables: vec![],
                options: vec![],
            }],
            queues: vec![],
        }
    }

    fn stage(workers: u32) -> Stage {
        let mut processes = vec![card(0, "source", Activity::Running)];
        processes.extend((1..=workers).map(|id| {
            let busy = if id == 1 {
                Activity::Running
            } else {
                Activity::Blocked
            };
            card(id, &format!("worker-{id}"), busy)
        }));
        let host = |card: &ProcessCard| HostBox {
            id: card.host,
            name: card.name.clone(),
            processes: vec![card.id],
            at: None,
        };
        let link = |id: u32| Link {
            from: ProcessId(0),
            to: ProcessId(id),
            ports: (0, id),
            label: String::new(),
            established: id == 2,
            cut: false,
            retry_in: None,
        };
        Stage {
            now: Time(0),
            hosts: processes.iter().map(host).collect(),
            links: (1..=workers).map(link).collect(),
            processes: processes.into_iter().map(Rc::new).collect(),
            envelopes: vec![],
        }
    }

    fn folds(open: bool) -> Folds {
        let group = Group {
            name: "worker".to_owned(),
            members: (1..=50).collect(),
            open,
        };
        Folds::new(vec![group], 51)
    }

    #[test]
    fn a_closed_group_is_one_card_with_one_line() {
        let folds = folds(false);
        let folded = folds.apply(&stage(50)).expect("a closed group");
        assert_eq!(folded.hosts.len(), 2);
        assert_eq!(folded.links.len(), 1);
        assert!(folded.links[0].established);
        assert_eq!(folded.processes.len(), 51, "places stay what they were");
        let stack = &folded.processes[1];
        assert_eq!(stack.name, "worker ×50");
        assert_eq!(stack.state, "blocked");
        assert_eq!(stack.statement, "49 × blocked, 1 × running");
        assert_eq!(folds.shown(ProcessId(37)), ProcessId(1));
        assert_eq!(
            (folds.count(ProcessId(1)), folds.count(ProcessId(0))),
            (50, 1)
        );
    }

    #[test]
    fn two_cards_have_one_direction() {
        let edges = [(0, 7), (3, 0), (4, 0), (8, 9)];
        assert_eq!(folds(false).edges(&edges), [(0, 1)]);
    }

    #[test]
    fn an_open_group_is_as_it_is() {
        assert_eq!(folds(true).apply(&stage(50)), None);
    }
}
