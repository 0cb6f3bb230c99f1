//! The little Markdown that the guides are written in: headings, paragraphs,
//! lists, tables, code, links, and what narration knows. Nothing else is markup.

use markup::html;
use yew::prelude::*;

use super::prose::prose;

/// What becomes of a link: its word and its target.
type Link<'a> = &'a dyn Fn(&str, &str) -> Html;

/// A guide as elements.
pub fn markdown(text: &str, link: Link<'_>) -> Html {
    let mut rest: Vec<&str> = text.lines().collect();
    rest.reverse();
    let mut out = Vec::new();
    while let Some(line) = rest.pop() {
        out.push(block(line, &mut rest, link));
    }
    html! { <div class="prose">{ for out }</div> }
}

/// The block that begins with `line`; its other lines are taken from `rest`,
/// which has the next line last.
fn block(line: &str, rest: &mut Vec<&str>, link: Link<'_>) -> Html {
    if line.starts_with("```") {
        let mut code = take_while(rest, &|line| !line.starts_with("```"));
        rest.pop();
        code.push("");
        return html! { <pre tabindex="0">{code.join("\n")}</pre> };
    }
    if let Some((level, title)) = heading(line) {
        let id = slug(title);
        let title = inline(title, link);
        return match level {
            0 => html! { <h2 {id}>{title}</h2> },
            1 => html! { <h3 {id}>{title}</h3> },
            2 => html! { <h4 {id}>{title}</h4> },
            _ => html! { <h5 {id}>{title}</h5> },
        };
    }
    if line.starts_with("- ") || line.starts_with("1. ") {
        let mut items = vec![line];
        items.extend(take_while(rest, &|line| is_item(line)));
        let item = |item: &&str| {
            let (_, text) = item.split_once(' ').unwrap_or(("", item));
            html! { <li>{inline(text, link)}</li> }
        };
        let items = items.iter().map(item);
        return if line.starts_with('-') {
            html! { <ul>{ for items }</ul> }
        } else {
            html! { <ol>{ for items }</ol> }
        };
    }
    if line.starts_with('|') {
        let mut rows = vec![line];
        rows.extend(take_while(rest, &|line| line.starts_with('|')));
        return table(&rows, link);
    }
    if line.trim().is_empty() {
        return Html::default();
    }
    html! { <p>{inline(line, link)}</p> }
}

/// The level of a heading, from 0, and its words.
pub fn heading(line: &str) -> Option<(usize, &str)> {
    let (signs, title) = line.split_once(' ')?;
    let level = ["#", "##", "###", "####"]
        .iter()
        .position(|it| *it == signs)?;
    Some((level, title))
}

/// The name of a heading in the page, as links in Markdown call it; the prefix
/// keeps it apart from the page's own names. None for no heading.
pub fn slug(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars() {
        match letter {
            ' ' | '-' => name.push('-'),
            _ if letter.is_ascii_alphanumeric() || letter == '_' => {
                name.push(letter.to_ascii_lowercase());
            }
            _ => {}
        }
    }
    match &*name {
        "" => name,
        _ => format!("h-{name}"),
    }
}

/// A text with its links and titles (`*so*`). Code has none.
fn inline(text: &str, link: Link<'_>) -> Html {
    let found = [next_link(text), next_title(text)];
    let first = found.into_iter().flatten().min_by_key(|piece| piece.from);
    let Some(piece) = first else {
        return prose(text);
    };
    [
        prose(&text[..piece.from]),
        link(piece.word, piece.target),
        inline(&text[piece.to..], link),
    ]
    .into_iter()
    .collect()
}

/// What is called for a title instead of a target.
pub const TITLE: &str = "*";

/// A link or a title: where it begins and ends.
#[derive(Debug, PartialEq)]
struct Piece<'a> {
    from: usize,
    word: &'a str,
    target: &'a str,
    to: usize,
}

fn in_code(text: &str, at: usize) -> bool {
    text[..at].matches('`').count() % 2 == 1
}

fn next_link(text: &str) -> Option<Piece<'_>> {
    text.match_indices("](").find_map(|(at, _)| {
        let from = text[..at].rfind('[')?;
        let close = at + text[at..].find(')')?;
        (!in_code(text, from)).then_some(Piece {
            from,
            word: &text[from + 1..at],
            target: &text[at + 2..close],
            to: close + 1,
        })
    })
}

fn next_title(text: &str) -> Option<Piece<'_>> {
    let is_single = |at: usize| {
        let beside = [at.checked_sub(1), Some(at + 1)];
        let mut beside = beside.into_iter().flatten();
        !beside.any(|it| text.as_bytes().get(it) == Some(&b'*')) && !in_code(text, at)
    };
    let mut stars = text.match_indices('*').map(|star| star.0);
    let from = stars.find(|at| is_single(*at) && !text[at + 1..].starts_with(' '))?;
    let to = stars.find(|at| is_single(*at))?;
    Some(Piece {
        from,
        word: &text[from + 1..to],
        target: TITLE,
        to: to + 1,
    })
}

fn is_item(line: &str) -> bool {
    let number = line.split_once(". ").map(|(number, _)| number);
    line.starts_with("- ") || number.is_some_and(|number| number.parse::<u32>().is_ok())
}

fn take_while<'a>(rest: &mut Vec<&'a str>, wanted: &dyn Fn(&str) -> bool) -> Vec<&'a str> {
    let mut taken = Vec::new();
    while rest.last().is_some_and(|line| wanted(line)) {
        taken.extend(rest.pop());
    }
    taken
}

fn table(rows: &[&str], link: Link<'_>) -> Html {
    let cells = |row: &str| -> Vec<Html> {
        let row = row.trim().trim_matches('|');
        row.split('|')
            .map(|cell| inline(cell.trim(), link))
            .collect()
    };
    let head = cells(rows[0]);
    let is_rule = |row: &&&str| !row.contains("---");
    html! {
        <div class="table-box" role="region" aria-label="Table" tabindex="0"><table>
            <thead><tr>{ for head.into_iter().map(|cell| html! { <th>{cell}</th> }) }</tr></thead>
            <tbody>
                { for rows.iter().skip(1).filter(is_rule).map(|row| html! {
                    <tr>{ for cells(row).into_iter().map(|cell| html! { <td>{cell}</td> }) }</tr>
                }) }
            </tbody>
        </table></div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_and_titles_are_found_but_not_in_code() {
        let cases = [
            ("see [it](a.md#b).", Some(("it", "a.md#b"))),
            ("see *The title*, **strong**", Some(("The title", TITLE))),
            ("**strong** and `a * b * c`", None),
            ("`[x](y)` 2 * 3 * 4", None),
        ];
        for (text, expected) in cases {
            let found = next_link(text).or(next_title(text));
            let found = found.map(|piece| (piece.word, piece.target));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn headings_have_the_names_that_links_use() {
        let cases = [
            ("Below the messages", "h-below-the-messages"),
            (
                "### 2. A place to stop, and a question",
                "h--2-a-place-to-stop-and-a-question",
            ),
            ("`[[fault]]`", "h-fault"),
            ("What if?", "h-what-if"),
            ("", ""),
        ];
        for (title, expected) in cases {
            assert_eq!(slug(title), expected, "{title}");
        }
        assert_eq!(heading("## Why?"), Some((1, "Why?")));
        assert_eq!(heading("#comment"), None);
    }
}
