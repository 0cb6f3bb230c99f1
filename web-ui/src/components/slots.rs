//! A queue as a row of slots, filled ones coloured by what is in them, with
//! the high-water mark as a dashed line.

use markup::html;
use sim_core::view::{MessageKind, Queue, Unit};
use yew::prelude::*;

use super::classes::{self, classes};
use crate::draw::words;

/// Slots drawn at most; the numbers beside them say the rest.
const MOST: u32 = 8;
/// From one slot to the next.
const PITCH: f64 = 16.0;

/// What stands beside the slots, and whether the queue is full.
pub fn fill_words(queue: &Queue) -> (String, bool) {
    let (text, full) = level(queue);
    match queue.dropped {
        0 => (text, full),
        dropped => (format!("{text}, {dropped} dropped"), true),
    }
}

/// The same in few words, as far as there is room: of what it is the queue is
/// said elsewhere.
pub fn brief_words(queue: &Queue, room: f64) -> (String, bool) {
    let (text, full) = level(queue);
    let numbers = [" connections", " datagrams"].iter();
    let numbers = numbers.fold(&*text, |text, unit| text.trim_end_matches(unit));
    let brief = match queue.dropped {
        0 => numbers.to_owned(),
        dropped => format!("{numbers} −{dropped}"),
    };
    let full = full || queue.dropped > 0;
    match full && words::width(&brief, 12.0, true) > room {
        true => ("full".to_owned(), true),
        false => (brief, full),
    }
}

fn level(queue: &Queue) -> (String, bool) {
    let count = |of: u32| match queue.unit {
        Unit::Bytes => words::bytes(u64::from(of)),
        _ => of.to_string(),
    };
    let of = match queue.unit {
        Unit::Messages | Unit::Bytes => "",
        Unit::Datagrams => " datagrams",
        Unit::Connections => " connections",
    };
    if !queue.noun.is_empty() {
        let plural = if queue.fill == 1 { "" } else { "s" };
        return (format!("{} {}{plural}", queue.fill, queue.noun), false);
    }
    match (queue.fill, queue.mark) {
        (fill, Some(mark)) if mark > 0 && fill >= mark => (
            format!("full: {} of {}{of}", count(fill), count(mark)),
            true,
        ),
        (0, _) => ("empty".to_owned(), false),
        (fill, _) if fill == queue.kept => (format!("{} unacknowledged", count(fill)), false),
        (fill, _) if queue.kept > 0 => {
            let (new, kept) = (count(fill - queue.kept), count(queue.kept));
            (format!("{new} to send, {kept} unacknowledged"), false)
        }
        (fill, Some(mark)) => (format!("{} of {}{of}", count(fill), count(mark)), false),
        (fill, None) => (format!("{}{of} waiting", count(fill)), false),
    }
}

/// A queue as SVG below the line `y = 0`: its words, and under them its slots.
pub fn slots(queue: &Queue, room: f64) -> Html {
    if queue.unit == Unit::Bytes {
        return bar(queue, room);
    }
    let shown = queue.fill.min(MOST);
    let mark = queue.mark.filter(|mark| *mark <= MOST);
    let columns = shown.max(mark.unwrap_or(0));
    let end = f64::from(columns) * PITCH;
    html! {
        <g class="queue">
            {caption(queue, room, 10.0, 0.0)}
            <g transform="translate(0 17)">
                { for (0..columns).map(|at| slot(queue, at, at < shown)) }
                if queue.fill > MOST { <text class="small" x={end + 3.0} y="13.5">{format!("+{}", queue.fill - MOST)}</text> }
                if let Some(mark) = mark {
                    <path class="mark" d={format!("M{} -4V22", f64::from(mark) * PITCH - 0.5)} />
                    if queue.fill <= MOST && room > end + 44.0 { <text class="small" x={end + 6.0} y="13.5">{format!("{} {mark}", bound(queue))}</text> }
                }
            </g>
        </g>
    }
}

/// What the most that a queue may hold is called: by its system, or by the
/// program for a queue between threads.
fn bound(queue: &Queue) -> &'static str {
    match (queue.unit, queue.between_threads) {
        (Unit::Connections, _) => "backlog",
        (_, true) => "maxsize",
        (_, false) => "HWM",
    }
}

/// Width of the bar of `bar`, and the least that still shows anything.
const BAR: f64 = 44.0;
/// The size of small letters.
const SMALL: f64 = 13.0;
const LEAST_BAR: f64 = 12.0;

/// A queue as SVG in one line of 16 pixels: a bar, then its words.
pub fn bar(queue: &Queue, room: f64) -> Html {
    let most = queue.mark.unwrap_or(MOST).clamp(1, 1_000_000);
    let part = (f64::from(queue.fill) / f64::from(most)).min(1.0);
    // A single message of a thousand must still be seen.
    let least = if queue.fill > 0 { 4.0 } else { 0.0 };
    // The words say more than the bar: it makes room for them.
    let (text, full) = fill_words(queue);
    let wide = (room - words::width(&text, SMALL, full) - 8.0).min(BAR);
    if wide < LEAST_BAR {
        return html! { <g class="queue">{caption(queue, room, 12.0, 0.0)}</g> };
    }
    html! {
        <g class="queue">
            <rect class="slot free" y="2" width={wide} height="11" rx="2" />
            <rect class={classes!("slot", head_kind(queue, 0))} y="2" width={(wide * part).max(least)} height="11" rx="2" />
            if queue.mark.is_some() { <path class="mark" d={format!("M{} -1V16", wide + 1.0)} /> }
            {caption(queue, room, 12.0, wide + 8.0)}
        </g>
    }
}

/// Label and fill; the fill is the last to be cut.
fn caption(queue: &Queue, room: f64, y: f64, x: f64) -> Html {
    let (mut text, full) = fill_words(queue);
    if queue.dropped > 0 && words::width(&text, SMALL, full) > room - x {
        text = format!("{} −{}", level(queue).0, queue.dropped);
    }
    let rest = room - x - words::width(&text, SMALL, full) - 10.0;
    // Less than a name says nothing.
    let label = match rest > 48.0 {
        true => words::fit(&queue.label, rest, SMALL, false),
        false => String::new(),
    };
    let text = words::fit(&text, room - x, SMALL, full);
    html! {
        <text class="small" x={x} y={y}>
            <tspan class={full.then_some("alarm")}>{text}</tspan>
            if !label.is_empty() { <tspan>{format!(" · {label}")}</tspan> }
        </text>
    }
}

fn head_kind(queue: &Queue, at: u32) -> &'static str {
    let message = queue.head.get(at as usize).or(queue.head.last());
    classes::kind(message.map_or(MessageKind::Message, |message| message.kind))
}

fn slot(queue: &Queue, at: u32, filled: bool) -> Html {
    let class = if filled {
        classes!("slot", head_kind(queue, at))
    } else {
        classes!("slot", "free")
    };
    html! { <rect class={class} x={f64::from(at) * PITCH} width="13" height="18" rx="2" /> }
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
            unit: Unit::Messages,
            fill,
            kept: 0,
            noun: "",
            between_threads: false,
            mark,
            head: vec![],
            next: false,
            dropped: 0,
        };
        let cases = [
            (queue(0, Some(8)), "empty", false),
            (queue(2, Some(8)), "2 of 8", false),
            (queue(8, Some(8)), "full: 8 of 8", true),
            (queue(3, None), "3 waiting", false),
        ];
        let bytes = |fill| Queue {
            unit: Unit::Bytes,
            ..queue(fill, Some(2_626_560))
        };
        let sent = |fill, kept| Queue {
            kept,
            ..bytes(fill)
        };
        let subscriptions = |fill| Queue {
            noun: "subscription",
            ..queue(fill, Some(1000))
        };
        let cases = cases.into_iter().chain([
            (bytes(40_000), "40 kB of 2.6 MB", false),
            (sent(8, 8), "8 B unacknowledged", false),
            (sent(5_008, 8), "5 kB to send, 8 B unacknowledged", false),
            (subscriptions(1), "1 subscription", false),
            (subscriptions(2), "2 subscriptions", false),
            (bytes(2_626_560), "full: 2.6 MB of 2.6 MB", true),
        ]);
        for (queue, text, full) in cases {
            assert_eq!(fill_words(&queue), (text.to_owned(), full));
        }
    }
}
