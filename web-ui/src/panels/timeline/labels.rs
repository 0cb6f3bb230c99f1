//! The messages' labels in the whole diagram: beside their arrows, where they
//! cover no bar, no arrow and no other words. Where messages are dense most have
//! none: a few that can be read say more than a cloud.

use markup::html;
use sim_core::base::ProcessId;
use yew::prelude::*;

use super::Frame;
use crate::draw::{Point, Rect, Size, words};

/// Both ends of an arrow in pixels.
pub type Way = (f64, f64, f64, f64);

/// What is written at an arrow.
pub struct Said<'a> {
    /// Its ends.
    pub way: Way,
    /// Its words.
    pub text: &'a str,
    /// Its kind, as a class.
    pub class: &'static str,
    /// Whose message it is and for whom.
    pub between: (ProcessId, ProcessId),
    /// Whether it is the selected one.
    pub selected: bool,
}

/// Labels written into the diagram: more would be read by nobody.
const LABELS: usize = 120;
/// The same words between the same two are written again after so many widths.
const AGAIN: f64 = 4.0;
/// Characters of a label.
const CHARS: usize = 18;
const SIZE: f64 = 12.0;
/// From an arrow to its words.
const BESIDE: f64 = 3.0;
/// Half the height of what is kept free around a lane's bars.
const BAR: f64 = 8.0;

/// The labels; `notes` is where other words stand.
pub fn view(frame: &Frame, lanes: usize, arrows: &[Said<'_>], notes: Vec<Rect>) -> Html {
    let bar = |lane| Rect::new(0.0, frame.y(lane) - BAR, frame.size.w, 2.0 * BAR);
    let mut taken: Vec<Rect> = (0..lanes).map(bar).chain(notes).collect();
    let mut said: Vec<(&Said<'_>, f64)> = Vec::new();
    let mut out = Vec::new();
    // What is selected is said whatever else there is room for.
    let (first, rest): (Vec<_>, Vec<_>) = arrows.iter().partition(|it| it.selected);
    for arrow in first.into_iter().chain(rest) {
        if out.len() >= LABELS || arrow.text.is_empty() {
            continue;
        }
        let text = words::cut(arrow.text, CHARS);
        let size = Size::new(words::width(&text, SIZE, false), SIZE + 2.0);
        let is_same = |it: &Said<'_>| (it.text, it.between) == (arrow.text, arrow.between);
        let near = |x: f64| (x - arrow.way.0).abs() < size.w * AGAIN;
        if said.iter().any(|(it, x)| is_same(it) && near(*x)) {
            continue;
        }
        let is_free = |room: &Rect| {
            let inside = room.x > frame.left && room.right() < frame.size.w;
            inside
                && !taken.iter().any(|it| it.meets(*room, 1.0))
                && !arrows.iter().any(|it| crosses(*room, it.way))
        };
        if let Some(room) = places(arrow.way, size).find(is_free) {
            taken.push(room);
            said.push((arrow, arrow.way.0));
            out.push(html! {
                <text class={arrow.class} x={room.x} y={room.y + SIZE - 1.0}>{text}</text>
            });
        }
    }
    out.into_iter().collect()
}

/// Where words of this size may stand: touching the arrow, to the right of it or
/// to the left, near its middle first.
fn places((x0, y0, x1, y1): Way, size: Size) -> impl Iterator<Item = Rect> {
    let (dx, dy) = (x1 - x0, y1 - y0);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    // Away from the arrow, to the right.
    let turn = if dy > 0.0 { -1.0 } else { 1.0 };
    let away = (-dy / length * turn, dx / length * turn);
    let by = away.0.abs() * size.w / 2.0 + away.1.abs() * size.h / 2.0 + BESIDE;
    let all = [0.5, 0.38, 0.62, 0.26, 0.74, 0.14, 0.86];
    let all = all.into_iter().flat_map(|t| [(t, 1.0), (t, -1.0)]);
    all.map(move |(t, side)| {
        let middle = Point::new(
            x0 + dx * t + away.0 * by * side,
            y0 + dy * t + away.1 * by * side,
        );
        Rect::around(middle, size)
    })
}

/// True if the straight line goes through the rectangle.
fn crosses(rect: Rect, (x0, y0, x1, y1): Way) -> bool {
    let beside = x0.max(x1) < rect.x || x0.min(x1) > rect.right();
    if beside || y0.max(y1) < rect.y || y0.min(y1) > rect.bottom() {
        return false;
    }
    let side = |x: f64, y: f64| (x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) > 0.0;
    let first = side(rect.x, rect.y);
    let others = [
        side(rect.right(), rect.y),
        side(rect.x, rect.bottom()),
        side(rect.right(), rect.bottom()),
    ];
    others.into_iter().any(|other| other != first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_touch_their_arrow_and_are_not_crossed_by_it() {
        let size = Size::new(60.0, 14.0);
        for way in [
            (100.0, 100.0, 100.0, 200.0),
            (100.0, 100.0, 180.0, 200.0),
            (100.0, 200.0, 180.0, 100.0),
            (100.0, 200.0, 900.0, 100.0),
            (100.0, 100.0, 900.0, 110.0),
        ] {
            for room in places(way, size) {
                assert!(!crosses(room, way), "{way:?} {room:?}");
                assert!(crosses(room.grown(BESIDE + 1.0), way), "{way:?} {room:?}");
            }
        }
    }
}
