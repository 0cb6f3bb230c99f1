//! A program's text with line numbers, light colouring and the current lines
//! marked; something may stand below the current line.

use markup::html;
use yew::prelude::*;

use super::classes::classes;
use crate::draw::highlight::{self, Class};

/// A program's text.
#[derive(Properties, PartialEq)]
pub struct CodeProps {
    /// The text.
    pub text: AttrValue,
    /// First and last current line, from 1.
    pub current: Option<(u32, u32)>,
    /// Lines that concern the selected message.
    #[prop_or_default]
    pub marked: Vec<u32>,
    /// What stands below the last current line.
    #[prop_or_default]
    pub children: Html,
}

/// Lines shown: a program longer than this is no lesson, and the browser
/// should not lay it out at every step.
const MOST_LINES: usize = 3_000;

/// A program's text.
#[component]
pub fn Code(props: &CodeProps) -> Html {
    let lines = use_memo(props.text.clone(), |text| {
        let mut lines = highlight::lines(text);
        lines.truncate(MOST_LINES);
        lines
            .iter()
            .map(|pieces| line(pieces))
            .collect::<Vec<Html>>()
    });
    let row = |(at, content): (usize, &Html)| {
        let number = at as u32 + 1;
        let current = props
            .current
            .is_some_and(|(from, to)| (from..=to).contains(&number));
        let last = props.current.is_some_and(|(_, to)| to == number);
        html! {
            <>
                <div class={classes!("code-line", current.then_some("current"), props.marked.contains(&number).then_some("marked"))}
                    aria-current={current.then_some("step")}>
                    <i>{number}</i>{content.clone()}
                </div>
                if last { {props.children.clone()} }
            </>
        }
    };
    html! { <pre class="code">{ for lines.iter().enumerate().map(row) }</pre> }
}

/// One coloured line.
pub fn line(pieces: &[highlight::Piece]) -> Html {
    pieces
        .iter()
        .map(|(class, text)| match name(*class) {
            None => html! { {text.clone()} },
            Some(name) => html! { <span class={name}>{text.clone()}</span> },
        })
        .collect()
}

fn name(class: Class) -> Option<&'static str> {
    match class {
        Class::Plain => None,
        Class::Keyword => Some("py-keyword"),
        Class::Text => Some("py-text"),
        Class::Number => Some("py-number"),
        Class::Comment => Some("py-comment"),
    }
}
