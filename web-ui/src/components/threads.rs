//! The threads of a process in one line of its card: a mark that says what
//! each does, and its name.

use markup::html;
use sim_core::view::{Activity, ThreadRow};
use yew::prelude::*;

use super::classes::{self, classes};
use crate::components::element::Shift;
use crate::draw::words;

/// From one thread to the next.
const GAP: f64 = 12.0;
/// Room of a mark.
const MARK: f64 = 14.0;

/// As SVG with the base line `y = 0`; what finds no room is counted, but never
/// the one that runs.
pub fn threads(rows: &[ThreadRow], room: f64) -> Html {
    let mut x = 0.0;
    let mut out = Vec::new();
    let wide = |row: &ThreadRow| {
        let name = words::cut(&row.name, 14);
        (MARK + words::width(&name, 13.0, true) + GAP, name)
    };
    let mut order: Vec<&ThreadRow> = rows.iter().collect();
    if rows.iter().map(|row| wide(row).0).sum::<f64>() > room + GAP {
        order.sort_by_key(|row| row.activity != Activity::Running || row.state == "ready");
    }
    for (at, row) in order.into_iter().enumerate() {
        let (wide, name) = wide(row);
        let rest = rows.len() - at;
        let needed = if rest > 1 { wide + 30.0 } else { wide };
        if x + needed > room + GAP {
            out.push(html! { <text class="small" x={x}>{format!("+{rest}")}</text> });
            break;
        }
        out.push(one(row, &name, x));
        x += wide;
    }
    html! { <g class="threads">{out}</g> }
}

fn one(row: &ThreadRow, name: &str, x: f64) -> Html {
    let title = match row.line {
        0 => format!("{}: {}", row.name, row.state),
        line => format!("{}: {}, line {line}", row.name, row.state),
    };
    html! {
        <g class={classes!("thread", classes::activity(row.activity))} transform={Shift(x, 0.0)}>
            <title>{title}</title>
            {mark(row)}
            <text x={MARK}>{name.to_owned()}</text>
        </g>
    }
}

/// Full: it runs. A ring: it could. A square: it waits. A dash: it sleeps.
fn mark(row: &ThreadRow) -> Html {
    match row.activity {
        Activity::Running if row.state == "ready" => {
            html! { <circle class="ring" cx="5" cy="-4" r="4" /> }
        }
        Activity::Running => html! { <circle class="dot" cx="5" cy="-4" r="5" /> },
        Activity::Asleep => html! { <rect class="dot" y="-6" width="10" height="4" rx="2" /> },
        _ => html! { <rect class="dot" x="0.5" y="-8.5" width="9" height="9" rx="1" /> },
    }
}
