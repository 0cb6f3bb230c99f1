//! A message on its way through the layers: the two ladders with the rung it
//! is on, and the segments or datagrams that carry it.

use markup::html;
use sim_core::base::RecordId;
use sim_core::view::{Descent, Piece, Rung, Station};
use yew::prelude::*;

use crate::app::msg::Msg;
use crate::components::buttons::click;
use crate::components::classes;
use crate::draw::words;

/// The two ladders: down at the sender, up at the receiver; and where it is.
pub fn ladders(descent: &Descent, names: (&str, &str), here: Option<&Station>) -> Html {
    let here = here.map(|it| it.place.rung());
    let rung = |up: bool| {
        move |rung: &Rung| {
            let on = here.is_some_and(|it| it.0 == rung.number && (it.1 == up || it.0 == 1));
            let class = classes!("rung", layer_class(rung.number), on.then_some("here"));
            html! {
                <li {class} aria-current={on.then_some("step")}>
                    <span><b>{rung.number}</b>{" "}{&rung.name}</span>
                    if !up { <span class="adds">{&rung.adds}</span> }
                </li>
            }
        }
    };
    html! {
        <div class="ladders">
            <div>
                <h4>{format!("{} (down)", names.0)}</h4>
                <ol>{ for descent.rungs.iter().map(rung(false)) }</ol>
            </div>
            <div>
                <h4>{format!("{} (up)", names.1)}</h4>
                <ol>{ for descent.rungs.iter().map(rung(true)) }</ol>
            </div>
        </div>
    }
}

/// The class of a layer's colour.
pub fn layer_class(number: u8) -> &'static str {
    match number {
        1 => "l1",
        2 => "l2",
        3 => "l3",
        4 => "l4",
        5 => "l5",
        _ => "l7",
    }
}

/// What carries the message, as far as it is sent.
pub fn pieces(
    descent: &Descent,
    position: u64,
    chosen: Option<RecordId>,
    send: &Callback<Msg>,
) -> Html {
    let sent = descent.pieces.iter().filter(|it| it.position <= position);
    let count = sent.clone().count();
    // The only one, if it is taken apart below, is said there.
    let only = descent.pieces.len() == 1
        && descent
            .pieces
            .iter()
            .all(|it| it.again.is_empty() && is_shown(it, chosen));
    if count == 0 || only {
        return Html::default();
    }
    let piece = |piece: &Piece| {
        let (class, fate) = fate(piece, position);
        let pressed = is_shown(piece, chosen);
        let to = piece.hops.first().map_or(piece.record, |hop| hop.record);
        html! {
            <li key={piece.record.0}>
                <button type="button" class="log-line piece" aria-pressed={pressed.to_string()}
                    title="Go to the moment when it was sent" onclick={click(send, Msg::SelectEvent(to))}>
                    <span class="log-time">{words::clock(piece.at)}</span>
                    <span>
                        <b>{&piece.words}</b>
                        {format!(" · bytes {} to {}", piece.bytes.0, piece.bytes.1.saturating_sub(1))}
                        <span class={class}>{fate}</span>
                        if !piece.again.is_empty() { <span class="again">{format!("Sent again: {}.", piece.again)}</span> }
                    </span>
                </button>
            </li>
        }
    };
    html! {
        <section>
            <h4>{format!("Carried by {count} {}", if count == 1 { "packet" } else { "packets" })}</h4>
            <ol class="log-lines">{ for sent.map(piece) }</ol>
            if descent.left_out > 0 { <p class="hint">{format!("and {} more", descent.left_out)}</p> }
        </section>
    }
}

/// True if the frame `chosen` carries this piece.
fn is_shown(piece: &Piece, chosen: Option<RecordId>) -> bool {
    chosen.is_some_and(|id| piece.record == id || piece.hops.iter().any(|hop| hop.record == id))
}

/// What has become of a piece: class and words.
fn fate(piece: &Piece, position: u64) -> (&'static str, String) {
    let over = |at: u64| at <= position;
    match (&piece.received, &piece.dropped) {
        (Some((at, time)), _) if over(*at) => {
            ("fate", format!("arrived at {}", words::clock(*time)))
        }
        (_, Some((at, why))) if over(*at) => ("fate lost", format!("lost: {why}")),
        _ => ("fate", "on its way".to_owned()),
    }
}
