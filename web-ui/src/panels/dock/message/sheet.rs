//! One frame taken apart: its way over the hops, its bytes with a colour for
//! each layer, and every field of every header.

use markup::html;
use sim_core::base::RecordId;
use sim_core::view::{Cargo, Field, FrameSheet, HopLine, Layer};
use yew::prelude::*;

use super::ladder::layer_class;
use crate::app::msg::{Depth, Msg};
use crate::components::buttons::click;
use crate::components::classes;
use crate::draw::words;
use crate::platform::pointer;
use crate::shared::Shared;

/// A frame taken apart.
#[derive(Properties, PartialEq)]
pub struct SheetProps {
    /// The frame.
    pub sheet: Shared<Option<FrameSheet>>,
    /// How deep the stage looks: that layer's fields are shown at first.
    pub depth: Depth,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Bits of a frame: the first and how many.
type Bits = (usize, usize);

/// A frame taken apart.
#[component]
pub fn Sheet(props: &SheetProps) -> Html {
    // Which field is pointed at, and which was chosen.
    let lit = use_state(|| None::<Bits>);
    let chosen = use_state(|| None::<Bits>);
    let whole = use_state(|| false);
    let Some(sheet) = &*props.sheet else {
        return Html::default();
    };
    let shown = (*lit).or(*chosen);
    let point = {
        let (setter, sheet) = (lit.setter(), props.sheet.clone());
        Callback::from(move |event: PointerEvent| {
            let at = pointer::number(&event, "[data-at]", "data-at");
            let field = at.and_then(|at| field_at((*sheet).as_ref()?, at));
            setter.set(field);
        })
    };
    let choose = {
        let (setter, sheet) = (chosen.setter(), props.sheet.clone());
        Callback::from(move |event: MouseEvent| {
            let at = pointer::number(&event, "[data-at]", "data-at");
            setter.set(at.and_then(|at| field_at((*sheet).as_ref()?, at)));
        })
    };
    let leave = lit.setter();
    let more = whole.setter();
    let rows = Rows {
        shown,
        lit: lit.setter(),
        chosen: chosen.setter(),
        now: *chosen,
    };
    html! {
        <section class="sheet" aria-label="A frame taken apart">
            <div class="sheet-head">
                <h3>{&sheet.title}</h3>
                <h4>{wire_words(sheet)}</h4>
            </div>
            <div class="bytes" tabindex="0" role="group" aria-label="The bytes of the frame" onpointermove={point}
                onpointerleave={move |_| leave.set(None)} onclick={choose}>
                {dump(sheet, shown, *whole)}
            </div>
            if sheet.bytes.0.len() > SHOWN && !*whole {
                <button type="button" class="link more" onclick={move |_| more.set(true)}>{format!("Show all {} bytes", sheet.bytes.0.len())}</button>
            }
            <p class="hint">{&sheet.sentence}</p>
            {hops(sheet, &props.send)}
            { for sheet.cargo.iter().map(|cargo| carried(cargo, &props.send)) }
            { for sheet.layers.iter().filter(|it| !it.fields.is_empty()).map(|layer| fields(layer, props.depth, &rows)) }
            if let Some(id) = sheet.connection {
                <p><button type="button" class="link" onclick={click(&props.send, Msg::SelectConnection(id))}>{"Numbers and windows of this connection"}</button></p>
            }
        </section>
    }
}

/// The field that has this byte, else its layer.
fn field_at(sheet: &FrameSheet, byte: usize) -> Option<Bits> {
    let bit = byte * 8;
    let layer = sheet
        .layers
        .iter()
        .find(|it| it.start <= byte && byte < it.end)?;
    let has = |field: &&Field| field.bit <= bit + 7 && bit < field.bit + field.bits;
    let field = layer.fields.iter().find(has);
    let all = (layer.start * 8, (layer.end - layer.start) * 8);
    Some(field.map_or(all, |field| (field.bit, field.bits)))
}

/// The way of the packet: a button for each frame.
fn hops(sheet: &FrameSheet, send: &Callback<Msg>) -> Html {
    let hop = |(place, hop): (usize, &HopLine)| {
        let current = place == sheet.hop;
        html! {
            <li key={hop.record.0}>
                <button type="button" class={classes!("hop", hop.mishap.map(|_| "lost"))} aria-pressed={current.to_string()}
                    title="Go to the moment when it left" onclick={click(send, Msg::SelectEvent(hop.record))}>
                    <b>{format!("{} → {}", hop.way.0, hop.way.1)}</b>
                    <span>{format!("{} to {}", words::clock(hop.leaves), words::clock(hop.arrives))}</span>
                    <code>{format!("{} → {}", hop.macs.0, hop.macs.1)}</code>
                    if !hop.ips.0.is_empty() { <code class="same">{format!("{} → {}, TTL {}", hop.ips.0, hop.ips.1, hop.time_to_live)}</code> }
                    if let Some(word) = hop.mishap { <span class="alarm">{word}</span> }
                </button>
            </li>
        }
    };
    html! { <ol class="hops" aria-label="Its way">{ for sheet.hops.iter().take(HOPS).enumerate().map(hop) }</ol> }
}

/// Hops shown: a flooded or looping packet has many.
const HOPS: usize = 24;

fn carried(cargo: &Cargo, send: &Callback<Msg>) -> Html {
    let bytes = format!(
        "bytes {} to {} of “{}”",
        cargo.bytes.0,
        cargo.bytes.1.saturating_sub(1),
        cargo.label
    );
    let place = format!(
        " are bytes {} to {} of the frame",
        cargo.place.0,
        cargo.place.1 - 1
    );
    match cargo.message {
        Some(message) => html! {
            <p class="hint"><button type="button" class="link" onclick={click(send, Msg::SelectMessage(message))}>{bytes}</button>{place}</p>
        },
        None => html! { <p class="hint">{bytes}{place}</p> },
    }
}

/// Bytes shown at first, and in a row.
const SHOWN: usize = 160;
const ROW: usize = 8;

fn dump(sheet: &FrameSheet, lit: Option<Bits>, whole: bool) -> Html {
    let bytes = &sheet.bytes.0;
    let count = if whole {
        bytes.len()
    } else {
        bytes.len().min(SHOWN)
    };
    let classes_of = |at: usize| {
        let layer = sheet.layers.iter().find(|it| it.start <= at && at < it.end);
        let on = lit.is_some_and(|(bit, bits)| bit <= at * 8 + 7 && at * 8 < bit + bits);
        classes!(layer.map(|it| layer_class(it.number)), on.then_some("lit"))
    };
    let row = |from: usize| {
        let to = (from + ROW).min(count);
        let hex = |at: usize| html! { <i class={classes_of(at)} data-at={at.to_string()}>{format!("{:02x}", bytes[at])}</i> };
        let text = |at: usize| {
            let letter = match bytes[at] {
                byte @ 0x20..0x7f => char::from(byte),
                _ => '·',
            };
            html! { <i class={classes_of(at)} data-at={at.to_string()}>{letter.to_string()}</i> }
        };
        html! {
            <div class="row">
                <span class="offset">{format!("{from:04}")}</span>
                <span class="hex">{ for (from..to).map(hex) }</span>
                <span class="text" aria-hidden="true">{ for (from..to).map(text) }</span>
            </div>
        }
    };
    html! { <>{ for (0..count).step_by(ROW).map(row) }</> }
}

/// What the rows of fields share.
struct Rows {
    shown: Option<Bits>,
    lit: UseStateSetter<Option<Bits>>,
    chosen: UseStateSetter<Option<Bits>>,
    now: Option<Bits>,
}

fn fields(layer: &Layer, depth: Depth, rows: &Rows) -> Html {
    let is_inner = |bits: Bits| bits.0 >= layer.start * 8 && bits.0 < layer.end * 8;
    let first = match depth {
        Depth::Frames => layer.number == 2,
        Depth::Packets => layer.number == 3,
        Depth::Segments => layer.number == 4,
        Depth::Messages => layer.number == 5,
    };
    let open = first || rows.now.is_some_and(is_inner);
    let leave = rows.lit.clone();
    html! {
        <details key={format!("{}{}", layer.name, layer.start)} class={classes!("layer", layer_class(layer.number))} {open}>
            <summary><b>{layer.name}</b>{format!(" · {} bytes, {} to {}", layer.end - layer.start, layer.start, layer.end - 1)}</summary>
            <ul onpointerleave={move |_| leave.set(None)}>{ for layer.fields.iter().map(|field| row(field, layer, rows)) }</ul>
        </details>
    }
}

fn row(field: &Field, layer: &Layer, rows: &Rows) -> Html {
    let bits = (field.bit, field.bits);
    let from = field.bit - layer.start * 8;
    let range = match field.bits {
        1 => format!("bit {from}"),
        count => format!("bits {from}–{}", from + count - 1),
    };
    let (enter, focus) = (rows.lit.clone(), rows.lit.clone());
    let choose = rows.chosen.clone();
    let pressed = rows.now == Some(bits);
    html! {
        <li>
            <button type="button" class={classes!("field", (rows.shown == Some(bits)).then_some("lit"))} aria-pressed={pressed.to_string()}
                onpointerenter={move |_| enter.set(Some(bits))} onfocus={move |_| focus.set(Some(bits))}
                onclick={move |_| choose.set(Some(bits))}>
                <span class="field-name">{field.name}</span>
                <span class="field-value">{&field.value}</span>
                <span class="field-more">{range}{if field.meaning.is_empty() { String::new() } else { format!(" · {}", field.meaning) }}</span>
            </button>
        </li>
    }
}

/// The record of the frame that is shown.
pub fn record_of(sheet: &Option<FrameSheet>) -> Option<RecordId> {
    sheet.as_ref().map(|sheet| sheet.record)
}

/// How long the frame is, with what the dump does not show.
fn wire_words(sheet: &FrameSheet) -> String {
    let (own, trailer) = (sheet.bytes.0.len(), sheet.trailer);
    match trailer {
        0 => format!("{own} bytes"),
        _ => format!(
            "{own} bytes, and {trailer} of check sequence: {} on the wire",
            own + trailer
        ),
    }
}
