//! Narration: text with `**strong**` and `` `code` ``. Nothing else is markup,
//! so nothing from a file reaches the page as such.

use markup::html;
use yew::prelude::*;

/// How a piece of narration is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Plain,
    Strong,
    Code,
}

/// A narration as inline elements.
pub fn prose(text: &str) -> Html {
    pieces(text)
        .into_iter()
        .map(|(style, piece)| match style {
            Style::Plain => html! { {piece} },
            Style::Strong => html! { <b>{piece}</b> },
            Style::Code => html! { <code>{piece}</code> },
        })
        .collect()
}

fn pieces(text: &str) -> Vec<(Style, String)> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((before, style, inside, after)) = next_marked(rest) {
        pieces.push((Style::Plain, before.to_owned()));
        pieces.push((style, inside.to_owned()));
        rest = after;
    }
    pieces.push((Style::Plain, rest.to_owned()));
    pieces.retain(|piece| !piece.1.is_empty());
    pieces
}

/// The first marked piece: what is before it, its style, itself, what is after.
fn next_marked(text: &str) -> Option<(&str, Style, &str, &str)> {
    [("**", Style::Strong), ("`", Style::Code)]
        .into_iter()
        .filter_map(|(mark, style)| {
            let (before, rest) = text.split_once(mark)?;
            let (inside, after) = rest.split_once(mark)?;
            Some((before, style, inside, after))
        })
        .min_by_key(|found| found.0.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pairs_are_markup() {
        use Style::{Code, Plain, Strong};
        let cases: [(&str, &[(Style, &str)]); 5] = [
            ("plain", &[(Plain, "plain")]),
            (
                "so **PUSH** skips",
                &[(Plain, "so "), (Strong, "PUSH"), (Plain, " skips")],
            ),
            ("`a` **b**", &[(Code, "a"), (Plain, " "), (Strong, "b")]),
            ("2 ** 3", &[(Plain, "2 ** 3")]),
            ("<b>x</b>", &[(Plain, "<b>x</b>")]),
        ];
        for (text, expected) in cases {
            let found = pieces(text);
            let found: Vec<(Style, &str)> = found.iter().map(|p| (p.0, p.1.as_str())).collect();
            assert_eq!(found, expected, "{text}");
        }
    }
}
