//! Envelopes on the stage: each an element of its own, or, when there are
//! very many, one outline for all of a colour and shape, which a browser draws
//! a hundred times quicker. Made anew at every frame.

use std::fmt::Write;
use std::rc::Rc;

use markup::html;
use sim_core::base::{MessageId, ProcessId};
use sim_core::view::{Fate, MessageKind, Stage};
use yew::prelude::*;

use super::stage::menu;
use crate::app::msg::Msg;
use crate::components::classes;
use crate::components::element::Shift;
use crate::draw::Size;
use crate::draw::camera::Camera;
use crate::draw::envelopes::{self, EnvelopePlace};
use crate::platform::pointer;

/// More than these are a crowd.
const SINGLE: usize = 40;

/// All envelopes of a stage, of a drawing of this size that is seen so.
pub fn envelopes(
    places: Rc<Vec<EnvelopePlace>>,
    stage: &Stage,
    chosen: Option<MessageId>,
    (extent, camera): (Size, Camera),
    send: &Callback<Msg>,
) -> Html {
    let is_chosen =
        |place: &EnvelopePlace| chosen.is_some_and(|chosen| place.messages.contains(&chosen));
    let is_crowd = places.len() > SINGLE;
    let single = places
        .iter()
        .enumerate()
        .filter(|(_, place)| !is_crowd || is_chosen(place))
        .map(|(at, place)| envelope(place, key(&places, at), stage, is_chosen(place), send));
    let nearest = {
        let places = Rc::clone(&places);
        move |event: &MouseEvent| {
            // Pressed by a key: there is no pointer to be near to.
            if event.detail() == 0 && event.button() == 0 {
                return places.first()?.messages.first().copied();
            }
            let at = camera.point(extent, pointer::fraction(event, ".stage")?);
            let far = |place: &&EnvelopePlace| place.at.distance(at);
            let place = places.iter().min_by(|a, b| far(a).total_cmp(&far(b)))?;
            place.messages.first().copied()
        }
    };
    let (onclick, choose) = picks(nearest, send);
    let many = format!("{} messages; Enter selects the first", places.len());
    html! {
        <>
            if is_crowd { <g class="crowd" role="button" tabindex="-1" aria-label={many.clone()} {onclick} oncontextmenu={menu(choose)}><title>{many}</title>{ for outlines(&places).into_iter().map(outline) }</g> }
            { for single }
        </>
    }
}

/// What a click does, and the right button: both select the message that is
/// meant, the second shows what can be done to it.
fn picks(
    meant: impl Fn(&MouseEvent) -> Option<MessageId> + Clone + 'static,
    send: &Callback<Msg>,
) -> (Callback<MouseEvent>, Callback<MouseEvent>) {
    let select = {
        let (meant, send) = (meant.clone(), send.clone());
        Callback::from(move |event: MouseEvent| {
            if let Some(message) = meant(&event) {
                send.emit(Msg::SelectMessage(message));
            }
        })
    };
    let send = send.clone();
    let choose = Callback::from(move |event: MouseEvent| {
        if let Some(message) = meant(&event) {
            send.emit(Msg::SelectMessage(message));
            send.emit(Msg::WhatIfOpen);
        }
    });
    (select, choose)
}

/// What envelopes look like, and where all that look so are, as a path.
type Outline = ((MessageKind, Fate), String);

fn outlines(places: &[EnvelopePlace]) -> Vec<Outline> {
    let mut found: Vec<Outline> = Vec::new();
    for place in places {
        let look = (place.kind, place.fate);
        let at = found.iter().position(|known| known.0 == look);
        let at = at.unwrap_or_else(|| {
            found.push((look, String::new()));
            found.len() - 1
        });
        // Whole numbers are written several times quicker than others.
        let x = (place.at.x - 13.0).round() as i32;
        let y = (place.at.y - 9.0).round() as i32;
        // The sheet, then the flap.
        let _ = write!(found[at].1, "M{x} {y}h26v18h-26zm1 2l12 9 12-9");
        if place.fate == Fate::Lost {
            let _ = write!(found[at].1, "m-20-1l16 16m0-16l-16 16");
        }
    }
    found
}

fn outline(((kind, fate), path): Outline) -> Html {
    html! { <path class={classes!(classes::kind(kind), classes::fate(fate))} d={path} /> }
}

/// Which messages, between whom, and what becomes of them.
fn spoken(place: &EnvelopePlace, stage: &Stage) -> String {
    let first = place.messages.first().copied();
    let found = stage.envelopes.iter().find(|it| Some(it.message) == first);
    let Some(envelope) = found else {
        return String::new();
    };
    let name = |process: ProcessId| {
        let card = stage.processes.get(process.index());
        card.map_or("", |card| card.name.as_str())
    };
    let more = match place.messages.len() {
        0 | 1 => String::new(),
        count => format!(" and {} more", count - 1),
    };
    let fate = match place.fate {
        Fate::Lost => "lost on the way",
        Fate::Delayed => "its frame lost, to be sent again by TCP,",
        Fate::Flying if envelopes::is_held(envelope, stage.now) => "held back on the way",
        Fate::Flying | Fate::Delivered => "on the way",
    };
    format!(
        "“{}”{more}, {fate} from {} to {}",
        envelope.label,
        name(envelope.from),
        name(envelope.to)
    )
}

/// What tells an envelope from the others while they come and go, so that the
/// focus stays on it: its message, and which of its copies it is.
fn key(places: &[EnvelopePlace], at: usize) -> u64 {
    let first = |place: &EnvelopePlace| place.messages.first().map_or(0, |id| id.0);
    let own = first(&places[at]);
    let copies = places[..at].iter().filter(|it| first(it) == own).count();
    (own << COPIES) | (copies as u64 & ((1 << COPIES) - 1))
}

/// Bits for the copies of a message that are on their way at once.
const COPIES: u32 = 16;

fn envelope(
    place: &EnvelopePlace,
    key: u64,
    stage: &Stage,
    selected: bool,
    send: &Callback<Msg>,
) -> Html {
    let class = classes!(
        "envelope",
        classes::kind(place.kind),
        classes::fate(place.fate),
        selected.then_some("selected")
    );
    let first = place.messages.first().copied();
    let (onclick, choose) = picks(move |_| first, send);
    html! {
        <g key={key} {class} {onclick} oncontextmenu={menu(choose)} transform={Shift(place.at.x, place.at.y)}
            role="button" tabindex="-1" aria-label={spoken(place, stage)} aria-pressed={selected.to_string()}>
            <rect class="envelope-hit" x="-16" y="-14" width="32" height="28" />
            <rect x="-13" y="-9" width="26" height="18" rx="3" />
            <path class="flap" d="M-12-7L0 2 12-7" />
            if place.fate == Fate::Lost { <path class="cross" d="M-8-8L8 8M8-8L-8 8" /> }
        </g>
    }
}

/// An envelope's label.
pub fn label(place: &EnvelopePlace) -> Option<Html> {
    let (at, text) = place.label.as_ref()?;
    let class = classes!(classes::kind(place.kind), classes::fate(place.fate));
    Some(html! {
        <text {class} x={at.x} y={at.y}>{text}</text>
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::Point;

    #[test]
    fn a_crowd_is_one_outline_for_each_look_and_the_lost_are_crossed() {
        let place = |at: u32, fate| EnvelopePlace {
            messages: vec![MessageId(u64::from(at))],
            at: Point::new(f64::from(at) * 30.0, 50.0),
            label: None,
            kind: MessageKind::Message,
            fate,
        };
        let mut places: Vec<_> = (1..=50).map(|at| place(at, Fate::Flying)).collect();
        places.push(place(51, Fate::Lost));
        let found = outlines(&places);
        let count = |at: usize, part: &str| found[at].1.matches(part).count();
        assert_eq!(found.len(), 2);
        assert_eq!((count(0, "h26v18"), count(0, "l16 16")), (50, 0));
        assert_eq!((count(1, "h26v18"), count(1, "l16 16")), (1, 1));
        assert!(found[0].1.starts_with("M17 41h26"), "{}", found[0].1);
    }
}
