//! The page's entry: shows bugs, then starts the root component.

fn main() {
    web_ui::platform::panic::install();
    yew::Renderer::<web_ui::app::App>::new().render();
}
