//! The tree as calls that build it.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};

use crate::parse::{Element, Foreign, Node, Value};

/// Parts fixed values in what `element` is given: no attribute has it.
const SEPARATOR: char = '\n';

/// An expression of the type `Html`.
pub fn html(nodes: &[Node]) -> TokenStream {
    match nodes {
        [] => quote! { crate::components::element::nothing() },
        [node] => single(node),
        many => {
            let built = children(many);
            quote! { crate::components::element::list() #built .list() }
        }
    }
}

fn single(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) => {
            let built = self::element(element);
            quote! { #built .html() }
        }
        Node::Built(component) => built(component),
        Node::Foreign(foreign) => self::foreign(foreign),
        Node::Fragment(nodes) => html(nodes),
        Node::Block(expression) => match fixed(expression) {
            true => quote! { crate::components::element::text(#expression) },
            false => quote! { crate::components::element::Child::node(#expression) },
        },
        Node::Each(nodes) => each(nodes),
        Node::Choice {
            condition,
            then,
            other,
        } => {
            let (then, other) = (html(then), html(other));
            quote! { if #condition { #then } else { #other } }
        }
    }
}

/// A loop is smaller than an iterator that collects.
fn each(nodes: &TokenStream) -> TokenStream {
    quote_spanned! { Span::mixed_site() => {
        let mut all = crate::components::element::List::default();
        for node in ::core::iter::IntoIterator::into_iter(#nodes) {
            all.push(crate::components::element::Child::node(node));
        }
        all.html()
    }}
}

/// True if it is nothing but a text.
fn fixed(expression: &TokenStream) -> bool {
    let mut tokens = expression.clone().into_iter();
    let first = tokens.next().map(|token| token.to_string());
    first.is_some_and(|text| text.starts_with('"')) && tokens.next().is_none()
}

/// Calls that add children to what is before them.
fn children(nodes: &[Node]) -> TokenStream {
    nodes.iter().map(child).collect()
}

fn child(node: &Node) -> TokenStream {
    match node {
        Node::Element(element) => {
            let built = self::element(element);
            quote! { .element(#built) }
        }
        Node::Block(expression) if fixed(expression) => quote! { .text(#expression) },
        Node::Block(expression) => quote! { .child(#expression) },
        Node::Choice {
            condition,
            then,
            other,
        } => match (&then[..], &other[..]) {
            ([Node::Element(then)], []) => {
                let then = self::element(then);
                quote! { .maybe(if #condition { Some(#then) } else { None }) }
            }
            ([Node::Element(then)], [Node::Element(other)]) => {
                let (then, other) = (self::element(then), self::element(other));
                quote! { .element(if #condition { #then } else { #other }) }
            }
            _ => node_child(node),
        },
        _ => node_child(node),
    }
}

fn node_child(node: &Node) -> TokenStream {
    let node = single(node);
    quote! { .node(#node) }
}

/// An expression of the builder's type, with everything in it.
fn element(element: &Element) -> TokenStream {
    let mut constant = element.name.clone();
    let (mut keys, mut dynamic) = (Vec::new(), Vec::new());
    let mut calls = TokenStream::new();
    for attribute in &element.attributes {
        let name = &attribute.name;
        match &attribute.value {
            Value::Fixed(text) => {
                constant.extend([SEPARATOR]);
                constant += text;
                keys.push(name);
            }
            Value::Dynamic(value) if name == "key" => {
                calls.extend(quote! { .key(::yew::virtual_dom::Key::from(#value)) });
            }
            Value::Dynamic(value) if name == "ref" => {
                calls.extend(quote! { .place(#value) });
            }
            Value::Dynamic(value) if name.starts_with("on") => {
                let name = Ident::new(name, attribute.span);
                calls.extend(quote_spanned! { attribute.span => .#name(#value) });
            }
            Value::Dynamic(value) => {
                dynamic.push(name);
                let method = if name == "class" {
                    "class"
                } else {
                    "attribute"
                };
                let method = Ident::new(method, Span::call_site());
                calls.extend(quote! { .#method(#value) });
            }
        }
    }
    let many = (element.children.len() > 1).then(|| quote! { .many() });
    let children = children(&element.children);
    quote! {
        crate::components::element::element(#constant, &[#(#keys,)* #(#dynamic,)*]) #calls #many #children
    }
}

fn built(component: &Element) -> TokenStream {
    let name = Ident::new(&component.name, Span::call_site());
    let calls = component.attributes.iter().map(|attribute| {
        let method = Ident::new(&attribute.name, attribute.span);
        let value = match &attribute.value {
            Value::Fixed(text) => text.to_token_stream(),
            Value::Dynamic(value) => value.clone(),
        };
        quote_spanned! { attribute.span => .#method(#value) }
    });
    let children = match &component.children[..] {
        [] => TokenStream::new(),
        [Node::Block(word)] if fixed(word) => quote! { .text(#word) },
        nodes => {
            let node = html(nodes);
            quote! { .node(#node) }
        }
    };
    quote! { #name::build() #(#calls)* #children .html() }
}

fn foreign(foreign: &Foreign) -> TokenStream {
    let Foreign {
        name, attributes, ..
    } = foreign;
    if foreign.children.is_empty() {
        return quote! { ::yew::html! { <#name #attributes /> } };
    }
    let children = html(&foreign.children);
    quote! { ::yew::html! { <#name #attributes>{ #children }</#name> } }
}
