//! The guides, as they came with the page, with what is in them and a search
//! through all: no network is needed to read them.

use markup::html;
use yew::prelude::*;

use crate::app::msg::{Msg, Panel};
use crate::components::buttons::{Button, Choice, act, segmented};
use crate::components::markdown::{TITLE, heading, markdown, slug};
use crate::components::prose::prose;
use crate::library::ENTRIES;
use crate::platform::{focus, guides, text};

/// The panel.
#[derive(Properties, PartialEq)]
pub struct HelpProps {
    /// Which guide.
    pub guide: usize,
    /// What is done with it.
    pub send: Callback<Msg>,
}

/// The guides: their word, the element of the page that holds each, and what
/// the others call it.
const GUIDES: [(&str, &str, &str); 7] = [
    ("Students", "guide-students", "students.md"),
    ("Lecturers", "guide-lecturers", "lecturers.md"),
    ("Authors", "guide-authors", "authors.md"),
    ("Format", "guide-format", "scenario-format.md"),
    ("Models", "guide-models", "models.md"),
    ("Simplifications", "guide-lectures", "simplifications.md"),
    ("Tools", "guide-tools", "comparison.md"),
];

/// A guide, and the heading in it; no heading is its beginning.
type Place = (usize, String);

/// Lines found at most: who finds more asks for something else.
const FOUND: usize = 40;
/// Letters of a line that was found.
const LINE: usize = 110;

/// A link to a place in the guides. The address says where it leads; the page
/// goes there itself.
fn jump(word: Html, place: Place, go: &Callback<Place>) -> Html {
    let href = format!("#{}", place.1);
    let go = go.clone();
    let onclick = move |event: MouseEvent| {
        event.prevent_default();
        go.emit(place.clone());
    };
    html! { <a {href} {onclick}>{word}</a> }
}

/// A link of a guide: to a guide here, to a scenario that is named, or to a
/// place outside, which is only fetched when somebody goes there.
fn link(
    word: &str,
    target: &str,
    here: usize,
    (go, send): (&Callback<Place>, &Callback<Msg>),
) -> Html {
    if target == TITLE {
        let known = ENTRIES.iter().position(|entry| entry.title == word);
        let word = word.to_owned();
        return match known {
            Some(at) => {
                let open = send.reform(move |_: Place| Msg::OpenLibrary(at));
                jump(html! { <i>{word}</i> }, (here, String::new()), &open)
            }
            None => html! { <i>{word}</i> },
        };
    }
    let (file, at) = target.split_once('#').unwrap_or((target, ""));
    let guide = GUIDES.iter().position(|guide| guide.2 == file);
    let guide = guide.or(file.is_empty().then_some(here));
    let (word, href) = (word.to_owned(), target.to_owned());
    match guide {
        Some(guide) => jump(word.into(), (guide, slug(at)), go),
        None if target.starts_with("https://") => {
            html! { <a {href} target="_blank" rel="noopener noreferrer">{word}</a> }
        }
        None => word.into(),
    }
}

/// The panel.
#[component]
pub fn Help(props: &HelpProps) -> Html {
    let guide = props.guide.min(GUIDES.len() - 1);
    let query = use_state(String::new);
    let wanted = use_mut_ref(|| None::<String>);
    let searching = query.trim().chars().count() > 1;
    let go = {
        let (query, wanted, send) = (query.clone(), wanted.clone(), props.send.clone());
        Callback::from(move |(to, at): Place| {
            if to == guide && !searching {
                return focus::show(&at);
            }
            *wanted.borrow_mut() = Some(at);
            query.set(String::new());
            send.emit(Msg::Guide(to));
        })
    };
    // What was wanted is there once the page has been drawn.
    use_effect_with((guide, searching), move |_| {
        let wanted = wanted.borrow_mut().take();
        wanted.iter().for_each(|at| focus::show(at));
    });
    let shown = use_memo(guide, |guide| guides::text(GUIDES[*guide].1));
    let choices: Vec<Choice<usize>> = GUIDES
        .iter()
        .enumerate()
        .map(|(value, (word, ..))| Choice {
            value,
            label: AttrValue::Static(word),
        })
        .collect();
    let choose = go.reform(|guide| (guide, String::new()));
    let oninput = {
        let query = query.clone();
        move |event: InputEvent| query.set(text::field_value(&event).unwrap_or_default())
    };
    html! {
        <section class="panel guide" aria-label="Guides">
            <div class="guide-head">
                {segmented("Guide", &choices, guide, choose)}
                <Button class="quiet" onpress={act(&props.send, Msg::Toggle(Panel::Help))} title="Close the guides (Esc)">{"Close"}</Button>
                <input id="search" type="search" placeholder="Search all guides" aria-label="Search all guides"
                    autocomplete="off" spellcheck="false" value={(*query).clone()} {oninput} />
            </div>
            if searching {
                {results(&query, &go)}
            } else {
                {contents(&shown, guide, &go)}
                {markdown(&shown, &|word, target| link(word, target, guide, (&go, &props.send)))}
            }
        </section>
    }
}

/// The headings of a guide that has many.
fn contents(text: &str, guide: usize, go: &Callback<Place>) -> Html {
    let all: Vec<&str> = headings(text).map(|(_, title)| title).collect();
    if all.len() < 4 {
        return Html::default();
    }
    let row = |title: &&str| {
        html! { <li>{jump(prose(title), (guide, slug(title)), go)}</li> }
    };
    html! {
        <details class="contents">
            <summary>{"Contents"}</summary>
            <ul>{ for all.iter().map(row) }</ul>
        </details>
    }
}

/// The headings below the title: the number of the line, and the words.
fn headings(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut code = false;
    text.lines().enumerate().filter_map(move |(at, line)| {
        code ^= line.starts_with("```");
        let (level, title) = heading(line)?;
        (!code && (1..3).contains(&level)).then_some((at, title))
    })
}

/// One line that was found: the guide, the heading above it, and the line.
#[derive(Debug, PartialEq)]
struct Hit {
    guide: usize,
    title: String,
    line: String,
}

/// The lines of a guide that have all the words.
fn hits(guide: usize, text: &str, words: &[String]) -> Vec<Hit> {
    let titles: Vec<(usize, &str)> = headings(text).collect();
    let has_all = |line: &str| {
        let line = line.to_ascii_lowercase();
        words.iter().all(|word| line.contains(word))
    };
    let hit = |(at, line): (usize, &str)| {
        let above = titles.iter().take_while(|title| title.0 <= at).last();
        Hit {
            guide,
            title: above.map_or("", |title| title.1).to_owned(),
            line: around(line, &words[0]),
        }
    };
    let lines = text.lines().enumerate();
    lines.filter(|(_, line)| has_all(line)).map(hit).collect()
}

/// The words of a line around a word, without the signs of its markup.
fn around(line: &str, word: &str) -> String {
    let plain: String = line
        .chars()
        .filter(|sign| !"`*|#".contains(*sign))
        .collect();
    let plain = plain.trim().trim_start_matches("- ");
    let at = plain.to_ascii_lowercase().find(word).unwrap_or(0);
    let words = plain.split_whitespace();
    // Where each begins: a part of the text itself.
    let place = |piece: &str| piece.as_ptr() as usize - plain.as_ptr() as usize;
    let is_near = |piece: &&str| {
        let from = place(piece);
        from + LINE / 3 >= at && from + piece.len() <= at + LINE * 2 / 3
    };
    let near: Vec<&str> = words.filter(is_near).collect();
    let (Some(first), Some(last)) = (near.first(), near.last()) else {
        return plain.chars().take(LINE).collect();
    };
    let before = if place(first) > 0 { "… " } else { "" };
    let after = if place(last) + last.len() < plain.len() {
        " …"
    } else {
        ""
    };
    format!("{before}{}{after}", near.join(" "))
}

fn results(query: &str, go: &Callback<Place>) -> Html {
    let words: Vec<String> = query
        .to_ascii_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    let each = GUIDES.iter().enumerate();
    let found: Vec<Hit> = each
        .flat_map(|(guide, (_, id, _))| hits(guide, &guides::text(id), &words))
        .collect();
    let row = |hit: &Hit| {
        let word = match &*hit.title {
            "" => GUIDES[hit.guide].0.to_owned(),
            title => format!("{}: {}", GUIDES[hit.guide].0, title.replace('`', "")),
        };
        let place = (hit.guide, slug(&hit.title));
        html! { <li>{jump(word.into(), place, go)}<span>{hit.line.clone()}</span></li> }
    };
    let count = match found.len() {
        0 => "Nothing is found in the guides.".to_owned(),
        1 => "One line is found.".to_owned(),
        many if many > FOUND => format!("{many} lines are found; these are the first {FOUND}."),
        many => format!("{many} lines are found."),
    };
    html! {
        <>
            <p class="hint" role="status">{count}</p>
            <ul class="found">{ for found.iter().take(FOUND).map(row) }</ul>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_finds_lines_with_all_words_and_says_under_which_heading() {
        let text = "# Guide\nQueues first.\n## The queue, and more\nA `queue` holds **messages**.\n```\n## no heading\n```\nNothing.\n### Deep\nmessages in a queue\n";
        let words = ["queue".to_owned(), "messages".to_owned()];
        let found: Vec<(String, String)> = hits(2, text, &words)
            .into_iter()
            .map(|hit| (hit.title, hit.line))
            .collect();
        let expected = [
            ("The queue, and more", "A queue holds messages."),
            ("Deep", "messages in a queue"),
        ];
        let expected = expected.map(|(title, line)| (title.to_owned(), line.to_owned()));
        assert_eq!(found, expected);
    }

    #[test]
    fn a_long_line_is_cut_around_the_word() {
        let line = format!("{} needle {}", "a ".repeat(60), "b ".repeat(100));
        let part = around(&line, "needle");
        assert!(part.starts_with("… ") && part.ends_with(" …"), "{part}");
        assert!(part.contains("needle") && part.chars().count() <= LINE + 4);
        assert_eq!(around("- ÄÖ `needle`", "needle"), "ÄÖ needle");
    }
}
