//! Buttons and rows of choices.

use markup::{html, view};
use yew::prelude::*;

use super::classes::classes;
use crate::app::msg::Msg;

use super::element;
use super::icons::{Icon, icon};

/// A button with an icon.
#[derive(PartialEq)]
pub struct IconButtonProps {
    /// What it does, for tooltips and screen readers.
    pub label: &'static str,
    /// Its picture.
    pub icon: Icon,
    /// What pressing it sends.
    pub onpress: Act,
    /// True for the most important of a row.
    pub strong: bool,
}

/// A button with an icon.
#[view]
pub fn IconButton(props: &IconButtonProps) -> Html {
    html! {
        <button type="button" class={classes!("icon-button", props.strong.then_some("strong"))}
            title={props.label} aria-label={props.label}
            onclick={props.onpress.click()}>
            {icon(props.icon)}
        </button>
    }
}

/// A button with a word.
#[derive(PartialEq, Default)]
pub struct ButtonProps {
    /// The word.
    children: Html,
    /// What pressing it sends.
    onpress: Option<Act>,
    /// What it does, where the word does not say it.
    title: Option<&'static str>,
    /// More classes.
    class: &'static str,
    /// Whether it is switched on, for switches.
    pressed: Option<bool>,
    /// True if it does nothing now.
    disabled: bool,
}

/// A button with a word.
#[view]
pub fn Button(props: &ButtonProps) -> Html {
    let pressed = props.pressed.map(|pressed| pressed.to_string());
    html! {
        <button type="button" class={classes!("button", props.class)}
            title={props.title} aria-pressed={pressed} disabled={props.disabled}
            onclick={props.onpress.as_ref().map(Act::click)}>
            {props.children.clone()}
        </button>
    }
}

/// A button that is being put together: there are very many, and a call is
/// smaller than what Yew makes of a property.
#[derive(Default)]
pub struct Building(Box<ButtonProps>);

impl Button {
    /// A button that does nothing.
    #[inline(never)]
    pub fn build() -> Building {
        Building::default()
    }
}

impl Building {
    /// What pressing it sends.
    #[inline(never)]
    pub fn onpress(mut self, act: Act) -> Self {
        self.0.onpress = Some(act);
        self
    }

    /// What it does, where the word does not say it.
    #[inline(never)]
    pub fn title(mut self, title: &'static str) -> Self {
        self.0.title = Some(title);
        self
    }

    /// More classes.
    #[inline(never)]
    pub fn class(mut self, class: &'static str) -> Self {
        self.0.class = class;
        self
    }

    /// Whether it is switched on, for switches.
    #[inline(never)]
    pub fn pressed(mut self, pressed: bool) -> Self {
        self.0.pressed = Some(pressed);
        self
    }

    /// Whether it does nothing now.
    #[inline(never)]
    pub fn disabled(mut self, disabled: bool) -> Self {
        self.0.disabled = disabled;
        self
    }

    /// Its word, if that never changes.
    #[inline(never)]
    pub fn text(self, word: &'static str) -> Self {
        self.node(element::text(word))
    }

    /// What stands on it.
    #[inline(never)]
    pub fn node(mut self, node: Html) -> Self {
        self.0.children = node;
        self
    }

    /// The button.
    #[inline(never)]
    pub fn html(self) -> Html {
        Button::node(*self.0, None)
    }
}

/// What a button sends, and to whom: equal to another that does the same, so
/// that a button is not drawn anew with everything around it.
#[derive(Clone, Debug, PartialEq)]
pub struct Act {
    send: Callback<Msg>,
    msg: Msg,
}

impl Act {
    fn click(&self) -> Callback<MouseEvent> {
        click(&self.send, self.msg.clone())
    }
}

/// What a button sends.
pub fn act(send: &Callback<Msg>, msg: Msg) -> Act {
    Act {
        send: send.clone(),
        msg,
    }
}

/// The same for what is clicked without being a `Button`. One closure for all
/// of them: each of its own would be code of its own in the page.
pub fn click(send: &Callback<Msg>, msg: Msg) -> Callback<MouseEvent> {
    let send = send.clone();
    Callback::from(move |_: MouseEvent| send.emit(msg.clone()))
}

/// One choice of a row.
#[derive(Clone, PartialEq)]
pub struct Choice<T> {
    /// What it stands for.
    pub value: T,
    /// Its word.
    pub label: AttrValue,
}

/// A row of choices of which one holds.
pub fn segmented<T: Copy + PartialEq + 'static>(
    name: &'static str,
    choices: &[Choice<T>],
    chosen: T,
    onchoose: Callback<T>,
) -> Html {
    let choice = |choice: &Choice<T>| {
        let (value, onchoose) = (choice.value, onchoose.clone());
        html! {
            <button type="button" class="segment" aria-pressed={(value == chosen).to_string()}
                onclick={move |_| onchoose.emit(value)}>
                {choice.label.clone()}
            </button>
        }
    };
    html! {
        <div class="segments" role="group" aria-label={name}>
            <span class="segments-name" aria-hidden="true">{name}</span>
            { for choices.iter().map(choice) }
        </div>
    }
}
