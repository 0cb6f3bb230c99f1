//! Views: functions of what they show that are called only when that is
//! another. To Yew all of them are one component, [`Memo`], because each
//! component is two thousand bytes of code before it shows anything. A view
//! keeps nothing (has no hooks); what does is a component of Yew.

use std::any::Any;
use std::rc::Rc;

use yew::BaseComponent;
use yew::prelude::*;
use yew::virtual_dom::{Key, VChild};

/// What a view shows. `#[view]` makes it of a function.
pub trait View: PartialEq + 'static {
    /// How it looks.
    fn html(&self) -> Html;
}

/// The same of whatever type.
pub trait Shown: Any {
    /// How it looks.
    fn html(&self) -> Html;

    /// True if the other shows the same.
    fn is(&self, other: &dyn Shown) -> bool;
}

impl<V: View> Shown for V {
    fn html(&self) -> Html {
        View::html(self)
    }

    fn is(&self, other: &dyn Shown) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<V>() == Some(self)
    }
}

/// What a view shows.
#[derive(Properties)]
pub struct MemoProps {
    /// It.
    pub shown: Rc<dyn Shown>,
}

impl PartialEq for MemoProps {
    fn eq(&self, other: &Self) -> bool {
        self.shown.is(&*other.shown)
    }
}

/// A view in the page. Two views that can take each other's place need
/// elements with different keys, or the second gets what the first has made.
#[component]
pub fn Memo(props: &MemoProps) -> Html {
    props.shown.html()
}

/// A view as a node; its key tells it from its neighbours.
#[inline(never)]
pub fn memo(shown: Rc<dyn Shown>, key: Option<Key>) -> Html {
    VChild::<Memo>::new(MemoProps { shown }, key).into()
}

/// The same for components of Yew, so that `html!` can write both alike.
pub trait Component: BaseComponent {
    /// A component as a node.
    fn node(props: Self::Properties, key: Option<Key>) -> Html {
        VChild::<Self>::new(props, key).into()
    }
}

impl<C: BaseComponent> Component for C {}
