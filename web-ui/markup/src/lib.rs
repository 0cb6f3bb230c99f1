//! The page's `html!`: what Yew's means, in fewer instructions. Yew's writes
//! out how each element is put together, two hundred bytes or more; this one
//! writes calls of `web-ui/src/components/element.rs`, which take a third. And
//! `#[view]`, for what is no component of its own (`components/view.rs`).
//!
//! It reads elements, components, fragments, `if`, `{ for ... }` and blocks;
//! inputs and text areas go to Yew's macro as they stand. It differs in this:
//! a component's properties are the fields of a struct, `NameProps`, and all of
//! them are given; the nodes of a `for` among others stay a list of their own,
//! so that its neighbours keep their place; attributes that never change come
//! first.

mod emit;
mod parse;
mod view;

use proc_macro::TokenStream;

/// Elements as a node of Yew.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match parse::nodes(input.into()) {
        Ok(nodes) => emit::html(&nodes).into(),
        Err((span, problem)) => quote::quote_spanned! { span => compile_error!(#problem) }.into(),
    }
}

/// A view: `#[view] pub fn Name(props: &NameProps) -> Html`.
#[proc_macro_attribute]
pub fn view(_: TokenStream, function: TokenStream) -> TokenStream {
    let problem = "a view is a function of the reference to its properties";
    match view::items(function.into()) {
        Some(items) => items.into(),
        None => quote::quote! { compile_error!(#problem); }.into(),
    }
}
