//! Renders a component natively and looks at its HTML.

use yew::{BaseComponent, LocalServerRenderer};

/// The HTML of a component contains every one of `wanted` and none of `unwanted`.
pub fn check<C: BaseComponent>(props: C::Properties, wanted: &[&str], unwanted: &[&str])
where
    C::Properties: 'static,
{
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .expect("a runtime of this thread");
    let local = tokio::task::LocalSet::new();
    let renderer = LocalServerRenderer::<C>::with_props(props).hydratable(false);
    let html = local.block_on(&runtime, renderer.render());
    for text in wanted {
        assert!(html.contains(text), "`{text}` is missing in\n{html}");
    }
    for text in unwanted {
        assert!(!html.contains(text), "`{text}` is unwanted in\n{html}");
    }
}
