//! Puts elements together: what the page's `html!` calls. Each call is as few
//! instructions as can be, because there are thousands of them: the builder is
//! one word, and whatever a call needs is done here, once.

use std::rc::Rc;

use yew::html::IntoEventCallback;
use yew::prelude::*;
use yew::virtual_dom::{AttributeOrProperty, Attributes, Key, Listener, VList, VTag, VText};

use super::classes::Names;

/// An element that is being put together.
pub struct Element(Box<Parts>);

struct Parts {
    tag: VTag,
    keys: &'static [&'static str],
    values: Vec<Option<AttributeOrProperty>>,
    children: Vec<Html>,
    /// Its children are a list, even if there is only one.
    many: bool,
}

/// An element: its name and the values that never change, with a line break
/// between them; the names of all attributes, those of these values first.
#[inline(never)]
pub fn element(fixed: &'static str, keys: &'static [&'static str]) -> Element {
    let mut fixed = fixed.split('\n');
    let name = fixed.next().unwrap_or_default();
    let mut values = Vec::with_capacity(keys.len());
    values.extend(fixed.map(|text| Some(attribute(AttrValue::Static(text)))));
    Element(Box::new(Parts {
        tag: VTag::new(AttrValue::Static(name)),
        keys,
        values,
        children: Vec::new(),
        many: false,
    }))
}

/// What is to be a list of nodes without an element around it.
pub fn list() -> Element {
    element("", &[])
}

/// No node, which keeps its place among others.
#[inline(never)]
pub fn nothing() -> Html {
    Html::default()
}

/// A text that never changes.
#[inline(never)]
pub fn text(text: &'static str) -> Html {
    VText::new(AttrValue::Static(text)).into()
}

fn attribute(value: AttrValue) -> AttributeOrProperty {
    AttributeOrProperty::Attribute(value)
}

impl Element {
    /// The value of the next attribute.
    pub fn attribute(self, value: impl Attribute) -> Self {
        value.give(self)
    }

    /// The same for the classes; none is no attribute.
    pub fn class(self, class: impl Class) -> Self {
        class.give(self)
    }

    #[inline(never)]
    fn value(mut self, value: Option<AttrValue>) -> Self {
        self.0.values.push(value.map(attribute));
        self
    }

    /// What tells it from its neighbours.
    #[inline(never)]
    pub fn key(mut self, key: Key) -> Self {
        self.0.tag.key = Some(key);
        self
    }

    /// Where it is to be found once it is in the page.
    #[inline(never)]
    pub fn place(mut self, place: impl Place) -> Self {
        self.0.tag.node_ref = place.own();
        self
    }

    #[inline(never)]
    fn listener(mut self, listener: Rc<dyn Listener>) -> Self {
        self.0.tag.add_listener(listener);
        self
    }

    /// It has more than one child, or would have.
    #[inline(never)]
    pub fn many(mut self) -> Self {
        self.0.many = true;
        self
    }

    /// An element in it.
    #[inline(never)]
    pub fn element(self, child: Element) -> Self {
        self.node(child.html())
    }

    /// An element in it, or none.
    #[inline(never)]
    pub fn maybe(self, child: Option<Element>) -> Self {
        self.node(child.map_or_else(Html::default, Element::html))
    }

    /// A text in it that never changes.
    #[inline(never)]
    pub fn text(self, text: &'static str) -> Self {
        self.node(self::text(text))
    }

    /// A node in it.
    #[inline(never)]
    pub fn node(mut self, node: Html) -> Self {
        self.0.children.push(node);
        self
    }

    /// Whatever can be a node.
    pub fn child(self, child: impl Child) -> Self {
        child.give(self)
    }

    /// The finished element.
    #[inline(never)]
    pub fn html(self) -> Html {
        let mut parts = *self.0;
        parts.tag.set_attributes(Attributes::Dynamic {
            keys: parts.keys,
            values: parts.values.into_boxed_slice(),
        });
        if let Some(children) = parts.tag.children_mut() {
            *children = match parts.children.pop() {
                Some(only) if !parts.many => only,
                last => {
                    parts.children.extend(last);
                    VList::from(parts.children).into()
                }
            };
        }
        parts.tag.into()
    }

    /// Its children without it.
    #[inline(never)]
    pub fn list(self) -> Html {
        VList::from(self.0.children).into()
    }
}

/// Nodes one after another.
#[derive(Default)]
pub struct List(Vec<Html>);

impl List {
    /// One more.
    #[inline(never)]
    pub fn push(&mut self, node: Html) {
        self.0.push(node);
    }

    /// All of them.
    #[inline(never)]
    pub fn html(self) -> Html {
        VList::from(self.0).into()
    }
}

/// A function for each event that somebody listens to.
macro_rules! events {
    ($($name:ident: $event:ty,)*) => { impl Element { $(
        #[doc = concat!("Listens: `", stringify!($name), "`.")]
        pub fn $name(self, callback: impl IntoEventCallback<$event>) -> Self {
            #[inline(never)]
            fn listen(element: Element, callback: Option<Callback<$event>>) -> Element {
                match callback {
                    Some(callback) => {
                        element.listener(Rc::new(yew::html::$name::Wrapper::new(callback)))
                    }
                    None => element,
                }
            }
            listen(self, callback.into_event_callback())
        }
    )* } };
}

events! {
    onchange: Event,
    onclick: MouseEvent,
    oncontextmenu: MouseEvent,
    ondblclick: MouseEvent,
    onfocus: FocusEvent,
    onkeydown: KeyboardEvent,
    onkeyup: KeyboardEvent,
    onpointercancel: PointerEvent,
    onpointerdown: PointerEvent,
    onpointerenter: PointerEvent,
    onpointerleave: PointerEvent,
    onpointermove: PointerEvent,
    onpointerup: PointerEvent,
    onsubmit: SubmitEvent,
    onwheel: WheelEvent,
}

/// What can be an attribute's value. A number is pixels, of which a tenth can
/// be seen.
pub trait Attribute {
    /// Adds it.
    fn give(self, to: Element) -> Element;
}

/// A place to which something is moved.
pub struct Shift(pub f64, pub f64);

/// What can be a class.
pub trait Class {
    /// Adds it.
    fn give(self, to: Element) -> Element;
}

/// What can be a node.
pub trait Child: Sized {
    /// As a node.
    fn node(self) -> Html;

    /// Adds it.
    #[inline(never)]
    fn give(self, to: Element) -> Element {
        to.node(self.node())
    }
}

/// What can say where an element is to be found.
pub trait Place {
    /// As Yew wants it.
    fn own(self) -> NodeRef;
}

impl Place for NodeRef {
    fn own(self) -> NodeRef {
        self
    }
}

impl Place for &NodeRef {
    fn own(self) -> NodeRef {
        self.clone()
    }
}

/// The same for many types: how each becomes what is wanted.
macro_rules! given {
    ($trait:ident: $(|$it:ident: $type:ty| $value:expr,)*) => { $(
        impl $trait for $type {
            #[inline(never)]
            fn give(self, to: Element) -> Element {
                let $it = self;
                to.value($value)
            }
        }
    )* };
}

given! { Attribute:
    |it: &'static str| Some(AttrValue::Static(it)),
    |it: String| Some(it.into()),
    |it: AttrValue| Some(it),
    |it: f64| Some(format!("{it:.1}").into()),
    |it: Shift| Some(format!("translate({:.1} {:.1})", it.0, it.1).into()),
    |it: Option<&'static str>| it.map(AttrValue::Static),
    |it: Option<String>| it.map(AttrValue::from),
    |it: Option<AttrValue>| it,
}

impl Attribute for bool {
    /// An attribute that is there or not; its value is its name.
    #[inline(never)]
    fn give(self, to: Element) -> Element {
        let name = to.0.keys.get(to.0.values.len()).filter(|_| self);
        let name = name.map(|name| AttrValue::Static(name));
        to.value(name)
    }
}

given! { Class:
    |it: &'static str| Some(AttrValue::Static(it)).filter(|it| !it.is_empty()),
    |it: Option<&'static str>| it.map(AttrValue::Static),
    |it: Names| it.text().map(AttrValue::from),
}

/// The same for nodes.
macro_rules! children {
    ($(|$it:ident: $type:ty| $value:expr,)*) => { $(
        impl Child for $type {
            #[inline(never)]
            fn node(self) -> Html {
                let $it = self;
                $value
            }
        }
    )* };
}

children! {
    |it: &str| VText::new(AttrValue::from(Rc::<str>::from(it))).into(),
    |it: &String| it.as_str().node(),
    |it: String| VText::new(AttrValue::from(it)).into(),
    |it: AttrValue| VText::new(it).into(),
    |it: &AttrValue| it.clone().node(),
    |it: Vec<Html>| VList::from(it).into(),
    |it: Option<&str>| it.map_or_else(Html::default, Child::node),
    |it: Option<Html>| it.unwrap_or_default(),
    |it: usize| it.to_string().node(),
    |it: u32| it.to_string().node(),
    |it: u8| u32::from(it).node(),
}

impl Child for Html {
    fn node(self) -> Html {
        self
    }

    fn give(self, to: Element) -> Element {
        to.node(self)
    }
}
