//! What the run can be held against, and what the comparison says.

use markup::html;
use sim_core::view::{Difference, LogLine};
use yew::prelude::*;

use crate::app::compare::{Compare, With};
use crate::app::msg::{Msg, Panel};
use crate::app::own::Own;
use crate::app::run::Run;
use crate::app::state::State;
use crate::components::buttons::{Button, act};
use crate::draw::words;
use crate::library::{ENTRIES, Entry};
use crate::platform::text;

/// Seeds offered beside the run's own.
const SEEDS: u64 = 3;

/// The choices.
pub fn choices(state: &State, run: &Run, send: &Callback<Msg>) -> Html {
    let branches = run.branches();
    let others = branches.list().iter().enumerate();
    let others = others.filter(|(at, _)| *at != branches.current());
    let seeds = (1..=SEEDS).map(|by| run.seed().wrapping_add(by));
    html! {
        <section class="panel" aria-label="Compare">
            <h2>{"Compare side by side"}</h2>
            <p class="hint">{"Both runs are shown at the same moment; what differs is marked, and the first difference is named."}</p>
            <h3>{"Another branch"}</h3>
            <div class="go-list">
                { for others.map(|(at, branch)| against(With::Branch(at), &branch.label, send)) }
                if branches.list().len() < 2 {
                    <p class="hint">{"There is none yet. Crash, pause or type something at any moment: that begins one, and the old future is kept."}</p>
                }
            </div>
            <h3>{"Another seed"}</h3>
            <div class="go-list">
                { for seeds.map(|seed| against(With::Seed(seed), &format!("seed {seed}"), send)) }
                {any_seed(send)}
            </div>
            <h3>{"Another text"}</h3>
            <div class="go-list">{texts(state, send)}</div>
            <h3>{"Another scenario"}</h3>
            <div class="go-list">{scenarios(run, send)}</div>
            <Button class="quiet" title="Esc" onpress={act(send, Msg::Toggle(Panel::Compare))}>{"Close"}</Button>
        </section>
    }
}

fn against(with: With, word: &str, send: &Callback<Msg>) -> Html {
    html! { <Button onpress={act(send, Msg::Compare(with))}>{word.to_owned()}</Button> }
}

/// A seed that one thinks of.
fn any_seed(send: &Callback<Msg>) -> Html {
    let send = send.clone();
    let onchange = move |event: Event| {
        let seed = text::field_value(&event).and_then(|it| it.trim().parse().ok());
        if let Some(seed) = seed {
            send.emit(Msg::Compare(With::Seed(seed)));
        }
    };
    html! {
        <label class="any-seed">{"any "}
            <input type="number" min="0" step="1" aria-label="Seed" placeholder="seed" {onchange} />
        </label>
    }
}

/// The opened text before it was changed, and one's own others.
fn texts(state: &State, send: &Callback<Msg>) -> Html {
    let Some(document) = &state.document else {
        return Html::default();
    };
    let others = state.own.iter().filter(|own| Some(own.id) != document.own);
    let own = |own: &Own| {
        let word = format!("{}, {}", own.name, own.when);
        against(With::Own(own.id), &word, send)
    };
    html! {
        <>
            if document.differs() {
                {against(With::Before, "this text as it was opened", send)}
            } else {
                <p class="hint">{"Change this text (E), and it can be held against what it was."}</p>
            }
            { for others.map(own) }
        </>
    }
}

/// Every scenario of the library; those of the chapter are one press away.
fn scenarios(run: &Run, send: &Callback<Msg>) -> Html {
    let beside = ENTRIES.iter().enumerate();
    let beside = beside.filter(|(_, e)| e.chapter == run.chapter() && e.title != run.title());
    let chosen = {
        let send = send.clone();
        move |event: Event| {
            if let Some(at) = text::select_index(&event) {
                send.emit(Msg::Compare(With::Library(at)));
            }
        }
    };
    let title = |(at, entry): (usize, &Entry)| {
        let word = format!("{}: {}", entry.chapter, entry.title);
        html! { <option value={at.to_string()}>{word}</option> }
    };
    html! {
        <>
            { for beside.map(|(at, entry)| against(With::Library(at), entry.title, send)) }
            <select aria-label="Any scenario" onchange={chosen}>
                <option value="" selected={true}>{"any scenario …"}</option>
                { for ENTRIES.iter().enumerate().map(title) }
            </select>
        </>
    }
}

/// The strip that says where the two part.
pub fn strip(compare: &Compare, complete: bool, send: &Callback<Msg>) -> Html {
    let text = match &compare.difference {
        Some(difference) => parting(difference, send),
        None if complete => html! { <p>{"Both runs are the same, event for event."}</p> },
        None => html! { <p>{"No difference so far; the runs are still being computed."}</p> },
    };
    html! {
        <div class="compare-strip" role="status">
            {text}
            <Button onpress={act(send, Msg::EndCompare)} title="Back to one run (Esc)">{"End comparison"}</Button>
        </div>
    }
}

fn parting(difference: &Difference, send: &Callback<Msg>) -> Html {
    let at = difference.at.0;
    let said = |line: &Option<LogLine>, with_text: bool| match line {
        Some(line) if with_text => format!("{}: {}", words::brief(line.at), line.text),
        Some(line) => words::brief(line.at),
        None if let Some(name) = &difference.alone => format!("has no process {name}"),
        None if difference.is_done() => "goes on without that".to_owned(),
        None => "nothing more happens".to_owned(),
    };
    let (one, other) = (&difference.one, &difference.other);
    // What only comes at another moment is said once.
    let same = match (one, other) {
        (Some(one), Some(other)) if one.text == other.text => Some(one.text.clone()),
        _ => None,
    };
    let tell = |line| said(line, same.is_none());
    html! {
        <>
            <Button onpress={act(send, Msg::Scrub(at))} title="Go there">{format!("They part at {}", words::brief(difference.at))}</Button>
            <p>
                if let Some(text) = &same { {"The same happens, at another moment. "}{text}<br/> }
                <b>{"left "}</b>{tell(one)}
                if same.is_some() { {" · "} } else { <br/> }
                <b>{"right "}</b>{tell(other)}
            </p>
        </>
    }
}
