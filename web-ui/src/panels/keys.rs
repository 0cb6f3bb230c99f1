//! The list of keys: in the dock's place, so that the picture stays visible.

use markup::{html, view};
use yew::prelude::*;

use crate::app::keys::HELP;
use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, act};

/// The list of keys.
#[derive(PartialEq)]
pub struct KeysProps {
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The list of keys.
#[view]
pub fn Keys(props: &KeysProps) -> Html {
    let row = |(key, word): &(&'static str, &'static str)| {
        html! { <><dt><kbd>{*key}</kbd></dt><dd>{*word}</dd></> }
    };
    html! {
        <section key="keys" class="keys" aria-label="Keys">
            <h2>{"Keys"}</h2>
            <dl>{ for HELP.iter().map(row) }</dl>
            <Button title="Esc" onpress={act(&props.send, Msg::Toggle(Panel::Keys))}>{"Close"}</Button>
        </section>
    }
}
