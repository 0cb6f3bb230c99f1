//! A queue as a row of slots, filled ones coloured by what is in them, with
//! the high-water mark as a dashed line.

use sim_core::view::{MessageKind, Queue};
use yew::prelude::*;

use super::classes;
use crate::draw::words;

/// Slots drawn at most; the numbers beside them say the rest.
const MOST: u32 = 8;
/// From one slot to the next.
const PITCH: f64 = 16.0;

/// What stands beside the slots, and whether the queue is full.
pub fn words(queue: &Queue) -> (String, bool) {
    match (queue.fill, queue.mark) {
        (fill, Some(mark)) if mark > 0 && fill >= mark => (format!("full: {fill} of {mark}"), true),
        (0, _) => ("empty".to_owned(), false),
        (fill, Some(mark)) => (format!("{fill} of {mark}"), false),
        (fill, None) => (format!("{fill} waiting"), false),
    }
}

/// A queue as SVG, its upper left corner at (0, 0), at most `room` wide.
pub fn slots(queue: &Queue, room: f64) -> Html {
    let shown = queue.fill.min(MOST);
    let (text, full) = words(queue);
    let mark = queue.mark.filter(|mark| *mark <= MOST);
    let columns = shown.max(mark.unwrap_or(0));
    let mut beside = f64::from(columns) * PITCH + if columns > 0 { 6.0 } else { 0.0 };
    if queue.fill > MOST {
        beside += 12.0;
    }
    let label = words::fit(
        &format!("{text} · {}", queue.label),
        room - beside,
        12.0,
        false,
    );
    html! {
        <g class="queue">
            { for (0..columns).map(|at| slot(queue, at, at < shown)) }
            if queue.fill > MOST {
                <text class="small" x={px(f64::from(columns) * PITCH + 2.0)} y="14">{"…"}</text>
            }
            if let Some(mark) = mark {
                <path class="mark" d={format!("M{} -4V22", f64::from(mark) * PITCH - 0.5)} />
            }
            <text class={classes!("small", full.then_some("alarm"))} x={px(beside)} y="13.5">{label}</text>
        </g>
    }
}

fn slot(queue: &Queue, at: u32, filled: bool) -> Html {
    let kind = queue.head.get(at as usize).or(queue.head.last());
    let kind = kind.map_or(MessageKind::Message, |message| message.kind);
    let class = if filled {
        classes!("slot", classes::kind(kind))
    } else {
        classes!("slot", "free")
    };
    html! { <rect class={class} x={px(f64::from(at) * PITCH)} width="13" height="18" rx="2" /> }
}

fn px(value: f64) -> String {
    format!("{value:.1}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_how_full() {
        let queue = |fill, mark| Queue {
            id: 0,
            port: 0,
            label: "to server".into(),
            outgoing: true,
            fill,
            mark,
            head: vec![],
        };
        let cases = [
            (queue(0, Some(8)), "empty", false),
            (queue(2, Some(8)), "2 of 8", false),
            (queue(8, Some(8)), "full: 8 of 8", true),
            (queue(3, None), "3 waiting", false),
        ];
        for (queue, text, full) in cases {
            assert_eq!(words(&queue), (text.to_owned(), full));
        }
    }
}
