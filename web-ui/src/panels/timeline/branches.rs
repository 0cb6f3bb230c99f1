//! The futures of the run as lanes above the processes: each begins where it
//! left the one it came from.

use std::rc::Rc;

use markup::html;
use sim_core::base::Time;
use yew::prelude::*;

use super::{Frame, TOP};
use crate::app::msg::Msg;
use crate::app::run::Run;
use crate::components::classes;
use crate::draw::words;
use crate::platform::text::select_index;

/// One future.
#[derive(Clone, Debug, PartialEq)]
pub struct BranchLane {
    /// Which.
    pub at: usize,
    /// Its name.
    pub label: String,
    /// Where it begins, and the branch it left.
    pub fork: Option<(Time, usize)>,
    /// Whether it is shown.
    pub current: bool,
}

/// Height of a branch's lane.
pub const PITCH: f64 = 16.0;

/// The futures of a run; none while there is only one.
pub fn lanes_of(run: &Run) -> Rc<[BranchLane]> {
    let branches = run.branches();
    if branches.list().len() < 2 {
        return Rc::from([]);
    }
    let lane = |(at, branch): (usize, &crate::engine::Branch)| BranchLane {
        at,
        label: branch.label.clone(),
        fork: branch.fork.map(|fork| (fork.at, fork.parent)),
        current: at == branches.current(),
    };
    branches.list().iter().enumerate().map(lane).collect()
}

/// Lanes of branches: more would leave no room for the processes.
const MOST: usize = 3;

/// Those that have a lane while the rest is folded: the one that is shown, the
/// one it left, the file's own run, and the latest of the others.
pub fn unfolded(branches: &Rc<[BranchLane]>, all: bool) -> Rc<[BranchLane]> {
    if all || branches.len() <= MOST {
        return branches.clone();
    }
    let current = branches.iter().find(|it| it.current);
    let parent = current.and_then(|it| it.fork).map(|fork| fork.1);
    let is_near = |it: &&BranchLane| it.current || Some(it.at) == parent;
    let near = branches.iter().filter(is_near).count();
    let others = branches.iter().take(1).chain(branches.iter().rev());
    let others = others.filter(|it| !is_near(it));
    let mut kept: Vec<BranchLane> = others.take(MOST - near).cloned().collect();
    kept.extend(branches.iter().filter(is_near).cloned());
    kept.sort_unstable_by_key(|it| it.at);
    kept.into()
}

/// The same as a list, for the keyboard.
pub fn list(branches: &[BranchLane], send: &Callback<Msg>) -> Html {
    let option = |(at, branch): (usize, &BranchLane)| {
        html! { <option value={at.to_string()} selected={branch.current}>{&branch.label}</option> }
    };
    let send = send.clone();
    let onchange = move |event: Event| {
        if let Some(at) = select_index(&event) {
            send.emit(Msg::Branch(at));
        }
    };
    html! { <select aria-label="Branch" title="Futures of this run" {onchange}>{ for branches.iter().enumerate().map(option) }</select> }
}

/// Where the name of a branch that begins at `x` stands, its class, and the room it
/// has: above its line, or before that where a branch begins near the end.
fn beside(frame: &Frame, x: f64, label: &str, bold: bool) -> (f64, Option<&'static str>, f64) {
    let after = frame.size.w - super::RIGHT - x - 12.0;
    let before = x - frame.left - 12.0;
    if words::width(label, 12.0, bold) <= after || after >= before {
        return (x + 6.0, None, after);
    }
    (x - 6.0, Some("before"), before)
}

/// The lanes.
pub fn view(frame: &Frame, branches: &[BranchLane], send: &Callback<Msg>) -> Html {
    let y = |at: usize| TOP + PITCH * (at as f64 + 0.5);
    let lane = |(at, branch): (usize, &BranchLane)| {
        let x = branch.fork.map_or(frame.left, |fork| frame.x(fork.0));
        let right = frame.size.w - super::RIGHT;
        let from = branch
            .fork
            .and_then(|fork| branches.iter().position(|it| it.at == fork.1))
            .map(|parent| format!("M{x:.1} {:.1}V{:.1}", y(parent), y(at)));
        let name = words::fit(&branch.label, frame.left - 36.0, 12.0, branch.current);
        let (at_x, class, room) = beside(frame, x, &branch.label, branch.current);
        let shown = words::fit(&branch.label, room, 12.0, branch.current);
        let number = branch.at;
        let onclick = send.reform(move |_| Msg::Branch(number));
        html! {
            <g class={classes!("branch", branch.current.then_some("current"))}
                onpointerdown={|e: PointerEvent| e.stop_propagation()} {onclick}>
                <title>{&branch.label}</title>
                <rect class="branch-hit" x="0" y={y(at) - PITCH / 2.0} width={frame.size.w} height={PITCH} />
                if let Some(d) = from { <path {d} /> }
                <path d={format!("M{x:.1} {:.1}H{right:.1}", y(at))} />
                if branch.fork.is_some() && x > frame.left + 4.0 {
                    <text {class} x={at_x} y={y(at) - 3.0}>{shown}</text>
                } else {
                    <text x="20" y={y(at) + 4.0}>{name}</text>
                }
            </g>
        }
    };
    html! { <g class="branches">{ for branches.iter().enumerate().map(lane) }</g> }
}
