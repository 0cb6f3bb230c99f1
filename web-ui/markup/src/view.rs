//! A function as a view: `fn Name(props: &NameProps) -> Html` becomes what
//! `NameProps` looks like, and `Name` what `html!` writes.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;

/// Items instead of the function; nothing if it is another kind of function.
pub fn items(function: TokenStream) -> Option<TokenStream> {
    let mut tokens = function.into_iter();
    let before: TokenStream = tokens
        .by_ref()
        .take_while(|token| !matches!(token, TokenTree::Ident(word) if word == "fn"))
        .collect();
    let TokenTree::Ident(name) = tokens.next()? else {
        return None;
    };
    let TokenTree::Group(parameters) = tokens.next()? else {
        return None;
    };
    let words: Vec<Ident> = parameters
        .stream()
        .into_iter()
        .filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word),
            _ => None,
        })
        .collect();
    let [variable, props] = &words[..] else {
        return None;
    };
    let Some(TokenTree::Group(body)) = tokens.last() else {
        return None;
    };
    let body = body.stream();
    Some(quote! {
        #before struct #name;

        impl #name {
            /// It as a node.
            pub fn node(props: #props, key: Option<::yew::virtual_dom::Key>) -> ::yew::Html {
                crate::components::view::memo(::std::rc::Rc::new(props), key)
            }
        }

        impl crate::components::view::View for #props {
            fn html(&self) -> ::yew::Html {
                let #variable = self;
                #body
            }
        }
    })
}
