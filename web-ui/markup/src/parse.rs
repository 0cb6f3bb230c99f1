//! Tokens into a tree of nodes. Knows nothing of what becomes of them.

use std::iter::Peekable;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree, token_stream};
use quote::ToTokens;

/// What can stand between tags.
pub enum Node {
    /// A plain element.
    Element(Element),
    /// A component with a builder, [`BUILT`].
    Built(Element),
    /// What Yew's macro makes: its open tag, and what is in it, if anything.
    Foreign(Foreign),
    /// `<>...</>`.
    Fragment(Vec<Node>),
    /// `{expression}`.
    Block(TokenStream),
    /// `{ for expression }`.
    Each(TokenStream),
    /// `if` with its condition, and its branches.
    Choice {
        condition: TokenStream,
        then: Vec<Node>,
        other: Vec<Node>,
    },
}

/// A plain element.
pub struct Element {
    pub name: String,
    pub attributes: Vec<Attribute>,
    pub children: Vec<Node>,
}

/// A component, or an element with properties of its own.
pub struct Foreign {
    pub name: TokenStream,
    pub attributes: TokenStream,
    pub children: Vec<Node>,
}

/// A name with its value.
pub struct Attribute {
    pub name: String,
    pub span: Span,
    pub value: Value,
}

/// What an attribute is.
pub enum Value {
    /// A text that never changes.
    Fixed(String),
    /// An expression.
    Dynamic(TokenStream),
}

/// Components that are built like elements: `Name::build()` begins one, and a
/// function of what it gives sets each property.
const BUILT: [&str; 1] = ["Button"];

/// Where the input is wrong, and what it should be.
pub type Problem = (Span, &'static str);

type Tokens = Peekable<token_stream::IntoIter>;

/// All nodes of the input.
///
/// Errors: it is no markup.
pub fn nodes(input: TokenStream) -> Result<Vec<Node>, Problem> {
    let mut tokens = input.into_iter().peekable();
    let nodes = siblings(&mut tokens)?;
    match tokens.next() {
        None => Ok(nodes),
        Some(token) => Err((token.span(), "nothing is open that this closes")),
    }
}

/// Nodes up to the end or a closing tag, of which `<` is taken already.
fn siblings(tokens: &mut Tokens) -> Result<Vec<Node>, Problem> {
    let mut found = Vec::new();
    while let Some(token) = tokens.next() {
        found.push(match token {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                block(group.stream())
            }
            TokenTree::Ident(word) if word == "if" => choice(tokens)?,
            TokenTree::Punct(sign) if sign.as_char() == '<' => {
                if is_sign(tokens.peek(), '/') {
                    return Ok(found);
                }
                tag(tokens, sign.span())?
            }
            other => return Err((other.span(), "expected a tag, a block or `if`")),
        });
    }
    Ok(found)
}

fn block(stream: TokenStream) -> Node {
    let mut inner = stream.clone().into_iter();
    match inner.next() {
        Some(TokenTree::Ident(word)) if word == "for" => Node::Each(inner.collect()),
        _ => Node::Block(stream),
    }
}

/// `if` is taken already.
fn choice(tokens: &mut Tokens) -> Result<Node, Problem> {
    let mut condition = TokenStream::new();
    loop {
        let token = tokens.next().ok_or(end())?;
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Brace
        {
            let then = nodes(group.stream())?;
            let other = otherwise(tokens)?;
            return Ok(Node::Choice {
                condition,
                then,
                other,
            });
        }
        condition.extend([token]);
    }
}

fn otherwise(tokens: &mut Tokens) -> Result<Vec<Node>, Problem> {
    if !is_word(tokens.peek(), "else") {
        return Ok(Vec::new());
    }
    tokens.next();
    match tokens.next().ok_or(end())? {
        TokenTree::Group(group) => nodes(group.stream()),
        TokenTree::Ident(word) if word == "if" => Ok(vec![choice(tokens)?]),
        other => Err((other.span(), "expected a block or `if`")),
    }
}

/// `<` is taken already, and what follows does not close.
fn tag(tokens: &mut Tokens, span: Span) -> Result<Node, Problem> {
    if is_sign(tokens.peek(), '>') {
        tokens.next();
        let children = content(tokens, "")?;
        return Ok(Node::Fragment(children));
    }
    let name = name(tokens);
    let (text, span) = match name.clone().into_iter().next() {
        Some(first) => (name.to_string(), first.span()),
        None => return Err((span, "expected a name")),
    };
    let is_built = BUILT.contains(&text.as_str());
    let is_component = text.contains(':') || text.starts_with(char::is_uppercase);
    if is_component && !is_built || ["input", "textarea"].contains(&text.as_str()) {
        let mut attributes = TokenStream::new();
        while !is_sign(tokens.peek(), '/') && !is_sign(tokens.peek(), '>') {
            attributes.extend([tokens.next().ok_or(end())?]);
        }
        let children = rest(tokens, &text)?;
        return Ok(Node::Foreign(Foreign {
            name,
            attributes,
            children,
        }));
    }
    let mut attributes = Vec::new();
    while !is_sign(tokens.peek(), '/') && !is_sign(tokens.peek(), '>') {
        attributes.extend(attribute(tokens, span)?);
    }
    let element = Element {
        children: rest(tokens, &text)?,
        name: text,
        attributes,
    };
    Ok(match is_built {
        true => Node::Built(element),
        false => Node::Element(element),
    })
}

/// A tag's or an attribute's name: words with `-`, `:` between them.
fn name(tokens: &mut Tokens) -> TokenStream {
    let mut name = TokenStream::new();
    while let Some(token) = tokens.next_if(|token| match token {
        TokenTree::Ident(_) => !ends_in_word(&name),
        TokenTree::Punct(sign) => ['-', ':'].contains(&sign.as_char()),
        _ => false,
    }) {
        name.extend([token]);
    }
    name
}

fn ends_in_word(name: &TokenStream) -> bool {
    let last = name.clone().into_iter().last();
    matches!(last, Some(TokenTree::Ident(_)))
}

/// The end of an open tag, and what is in the element.
fn rest(tokens: &mut Tokens, name: &str) -> Result<Vec<Node>, Problem> {
    if is_sign(tokens.peek(), '/') {
        tokens.next();
        sign(tokens, '>')?;
        return Ok(Vec::new());
    }
    sign(tokens, '>')?;
    content(tokens, name)
}

/// Children with the tag that closes them.
fn content(tokens: &mut Tokens, of: &str) -> Result<Vec<Node>, Problem> {
    let children = siblings(tokens)?;
    let slash = sign(tokens, '/')?;
    if name(tokens).to_string() != of {
        return Err((slash, "this closes another element than is open"));
    }
    sign(tokens, '>')?;
    Ok(children)
}

/// An attribute; nothing if it is `name=false`.
fn attribute(tokens: &mut Tokens, span: Span) -> Result<Option<Attribute>, Problem> {
    if let Some(TokenTree::Group(short)) = tokens.peek() {
        let (stream, span) = (short.stream(), short.span());
        tokens.next();
        return Ok(Some(Attribute {
            name: stream.to_string(),
            span,
            value: Value::Dynamic(stream),
        }));
    }
    let name = name(tokens).to_string().replace(' ', "");
    let span = tokens.peek().map_or(span, TokenTree::span);
    sign(tokens, '=')?;
    let value = match tokens.next().ok_or(end())? {
        TokenTree::Group(group) => Value::Dynamic(group.stream()),
        TokenTree::Ident(word) if word == "true" => Value::Fixed(name.clone()),
        TokenTree::Ident(word) if word == "false" => return Ok(None),
        TokenTree::Literal(text) => match unquoted(&text.to_string()) {
            Some(plain) => Value::Fixed(plain),
            None => Value::Dynamic(text.into_token_stream()),
        },
        other => return Err((other.span(), "expected a text or a block")),
    };
    Ok(Some(Attribute { name, span, value }))
}

/// What a plain text literal says; nothing for one with escapes.
fn unquoted(literal: &str) -> Option<String> {
    let inner = literal.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('\\')).then(|| inner.to_owned())
}

fn is_sign(token: Option<&TokenTree>, sign: char) -> bool {
    matches!(token, Some(TokenTree::Punct(it)) if it.as_char() == sign)
}

fn is_word(token: Option<&TokenTree>, word: &str) -> bool {
    matches!(token, Some(TokenTree::Ident(it)) if *it == Ident::new(word, it.span()))
}

fn sign(tokens: &mut Tokens, wanted: char) -> Result<Span, Problem> {
    match tokens.next() {
        Some(TokenTree::Punct(sign)) if sign.as_char() == wanted => Ok(sign.span()),
        Some(other) => Err((other.span(), "this does not belong into a tag")),
        None => Err(end()),
    }
}

fn end() -> Problem {
    (Span::call_site(), "the markup ends before it is complete")
}
