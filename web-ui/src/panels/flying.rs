//! Envelopes on the stage: each an element of its own, or, when there are
//! very many, one outline for all of a colour and shape, which a browser draws
//! a hundred times quicker. Made anew at every frame.

use std::fmt::Write;
use std::rc::Rc;

use sim_core::base::MessageId;
use sim_core::view::{Fate, MessageKind};
use yew::prelude::*;

use super::stage::menu;
use crate::app::msg::Msg;
use crate::components::classes;
use crate::draw::Size;
use crate::draw::camera::Camera;
use crate::draw::envelopes::EnvelopePlace;
use crate::platform::pointer;

/// More than these are a crowd.
const SINGLE: usize = 40;

/// All envelopes, of a drawing of this size that is seen so.
pub fn envelopes(
    places: Rc<Vec<EnvelopePlace>>,
    chosen: Option<MessageId>,
    (extent, camera): (Size, Camera),
    send: &Callback<Msg>,
) -> Html {
    let is_chosen =
        |place: &EnvelopePlace| chosen.is_some_and(|chosen| place.messages.contains(&chosen));
    let is_crowd = places.len() > SINGLE;
    let single = places
        .iter()
        .filter(|place| !is_crowd || is_chosen(place))
        .map(|place| envelope(place, is_chosen(place), send));
    let onclick = {
        let (send, places) = (send.clone(), Rc::clone(&places));
        move |event: MouseEvent| {
            let Some(at) = pointer::fraction(&event, ".stage") else {
                return;
            };
            let at = camera.point(extent, at);
            let far = |place: &&EnvelopePlace| place.at.distance(at);
            let nearest = places.iter().min_by(|a, b| far(a).total_cmp(&far(b)));
            if let Some(message) = nearest.and_then(|place| place.messages.first()) {
                send.emit(Msg::SelectMessage(*message));
            }
        }
    };
    html! {
        <>
            if is_crowd { <g class="crowd" {onclick}>{ for outlines(&places).into_iter().map(outline) }</g> }
            { for single }
        </>
    }
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
        let (x, y) = (place.at.x - 13.0, place.at.y - 9.0);
        // The sheet, then the flap.
        let _ = write!(found[at].1, "M{x:.0} {y:.0}h26v18h-26zm1 2l12 9 12-9");
    }
    found
}

fn outline(((kind, fate), path): Outline) -> Html {
    html! { <path class={classes!(classes::kind(kind), classes::fate(fate))} d={path} /> }
}

fn envelope(place: &EnvelopePlace, selected: bool, send: &Callback<Msg>) -> Html {
    let first = place.messages.first().copied();
    let class = classes!(
        "envelope",
        classes::kind(place.kind),
        classes::fate(place.fate),
        selected.then_some("selected")
    );
    let onclick = {
        let send = send.clone();
        move |_: MouseEvent| {
            if let Some(message) = first {
                send.emit(Msg::SelectMessage(message));
            }
        }
    };
    let choose = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(message) = first {
                send.emit(Msg::SelectMessage(message));
                send.emit(Msg::WhatIfOpen);
            }
        })
    };
    html! {
        <g {class} {onclick} oncontextmenu={menu(choose)} transform={format!("translate({:.1} {:.1})", place.at.x, place.at.y)}>
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
        <text {class} x={format!("{:.1}", at.x)} y={format!("{:.1}", at.y)}>{text}</text>
    })
}
