//! The page's own icons, drawn in the colour of the text.

use markup::html;
use yew::prelude::*;

use super::classes::classes;

/// Which icon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// To the beginning.
    Start,
    /// One back.
    Back,
    /// Play.
    Play,
    /// Pause.
    Pause,
    /// One forward.
    Forward,
    /// The next stop.
    NextStop,
    /// A raised hand.
    Hand,
}

/// An icon of 16 pixels.
pub fn icon(icon: Icon) -> Html {
    let path = match icon {
        Icon::Start => "M3 2v12M14 2.5L5.5 8l8.5 5.5z",
        Icon::Back => "M12 2.5L4 8l8 5.5z",
        Icon::Play => "M4 2l10 6-10 6z",
        Icon::Pause => "M4.5 2.5v11M11.5 2.5v11",
        Icon::Forward => "M4 2.5L12 8l-8 5.5z",
        Icon::NextStop => "M2 2.5L10.5 8 2 13.5zM13 2v12",
        Icon::Hand => {
            "M4 9V4.6a.95.95 0 0 1 1.9 0V8V2.6a.95.95 0 0 1 1.9 0V8V3.2a.95.95 0 0 1 1.9 0V8V5a.95.95 0 0 1 1.9 0v5c0 3-1.6 4.6-3.9 4.6-1.9 0-3-.9-3.8-2.4L2.3 9.4c-.5-1 .6-1.7 1.2-1z"
        }
    };
    let class = match icon {
        Icon::Pause => "bars",
        Icon::Hand => "outline",
        _ => "",
    };
    html! {
        <svg class={classes!("icon", class)} viewBox="0 0 16 16" aria-hidden="true"><path d={path} /></svg>
    }
}

/// The envelope of the page's name.
pub fn logo() -> Html {
    html! {
        <svg class="logo-mark" viewBox="0 0 26 20" aria-hidden="true">
            <rect x="1" y="1" width="24" height="18" rx="3" />
            <path d="M2 3l11 8 11-8" />
        </svg>
    }
}
