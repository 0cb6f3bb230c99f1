//! The page's `html!`: what Yew's means, in fewer instructions. Yew's writes
//! out how each element is put together, two hundred bytes or more; this one
//! writes calls of `web-ui/src/components/element.rs`, which take a third.
//!
//! It reads elements, fragments, `if`, `{ for ... }` and blocks. Components,
//! inputs and text areas go to Yew's macro as they stand. It differs in this:
//! the nodes of a `for` among others stay a list of their own, so that its
//! neighbours keep their place; attributes that never change come first.

mod emit;
mod parse;

use proc_macro::TokenStream;

/// Elements as a node of Yew.
#[proc_macro]
pub fn html(input: TokenStream) -> TokenStream {
    match parse::nodes(input.into()) {
        Ok(nodes) => emit::html(&nodes).into(),
        Err((span, problem)) => quote::quote_spanned! { span => compile_error!(#problem) }.into(),
    }
}
