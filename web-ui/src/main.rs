//! The page's entry: mounts the root component. Nothing else happens here.

use yew::prelude::*;

#[component]
fn App() -> Html {
    html! { <h1>{ "Mailroom" }</h1> }
}

fn main() {
    yew::Renderer::<App>::new().render();
}
