//! Elements with a class at most and one child, which are a third of all:
//! `html!` writes out a hundred bytes of instructions for each, a call of one
//! of these takes twenty.

use yew::prelude::*;
use yew::virtual_dom::VText;

/// The element `<NAME class="CLASS">CHILD</NAME>`; no class is `""`.
pub fn tag(name: &'static str, class: &'static str, child: impl Into<Html>) -> Html {
    element(name, class, child.into())
}

/// The same around words that never change.
pub fn text_tag(name: &'static str, class: &'static str, text: &'static str) -> Html {
    element(name, class, VText::new(AttrValue::Static(text)).into())
}

#[inline(never)]
fn element(name: &'static str, class: &'static str, child: Html) -> Html {
    if class.is_empty() {
        html! { <@{name}>{child}</@> }
    } else {
        html! { <@{name} {class}>{child}</@> }
    }
}
