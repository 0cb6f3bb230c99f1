//! The reason for a block, below the line that does not go on; it opens into
//! the rule and the chain of causes.

use markup::{html, view};
use sim_core::view::{LogLine, Why};
use yew::prelude::*;

use super::log::line;
use crate::app::msg::Msg;
use crate::components::buttons::click;

/// The box.
#[derive(PartialEq)]
pub struct WhyBoxProps {
    /// The reason.
    pub why: Why,
    /// Whether the causes are shown.
    pub open: bool,
    /// Whether they can be hidden.
    pub folds: bool,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// Causes shown: the chain back to the beginning is in the log.
const MOST_CAUSES: usize = 20;

/// The box.
#[view]
pub fn WhyBox(props: &WhyBoxProps) -> Html {
    let why = &props.why;
    let word = if props.open { "Hide why" } else { "Show why" };
    html! {
        <div class="why">
            <p>
                <b>{&why.title}</b>{" "}{&why.text}{" "}
                if props.folds {
                    <button type="button" class="link" aria-expanded={props.open.to_string()}
                        onclick={click(&props.send, Msg::ToggleWhy)}>{word}</button>
                }
            </p>
            if let Some(remedy) = &why.remedy { <p class="remedy">{remedy}</p> }
            if props.open { {details(why, &props.send)} }
        </div>
    }
}

fn details(why: &Why, send: &Callback<Msg>) -> Html {
    let cause = |cause: &LogLine| line(cause, false, send);
    html! {
        <>
            if let Some(rule) = &why.rule {
                <p class="rule">{&rule.text}{" "}<cite>{format!("(see {})", rule.source)}</cite></p>
            }
            if why.causes.is_empty() {
                <p class="hint">{"Nothing else led to it."}</p>
            } else {
                <h4>{"What led to it, latest first"}</h4>
                <ol class="log-lines">{ for why.causes.iter().take(MOST_CAUSES).map(cause) }</ol>
            }
        </>
    }
}
