//! Renders a component natively and looks at its HTML.

use std::rc::Rc;

use web_ui::components::view::{Memo, MemoProps, View};
use yew::{BaseComponent, LocalServerRenderer};

/// The same of a view.
pub fn check_view(view: impl View, wanted: &[&str], unwanted: &[&str]) {
    let shown = Rc::new(view);
    check::<Memo>(MemoProps { shown }, wanted, unwanted);
}

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
