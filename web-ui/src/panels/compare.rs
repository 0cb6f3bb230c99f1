//! What the run can be held against, and what the comparison says.

use markup::html;
use sim_core::view::{Difference, LogLine};
use yew::prelude::*;

use crate::app::compare::{Compare, With};
use crate::app::msg::{Msg, Panel};
use crate::app::run::Run;
use crate::components::buttons::{Button, act};
use crate::draw::words;
use crate::library::ENTRIES;

/// Seeds offered beside the run's own.
const SEEDS: u64 = 3;

/// The choices.
pub fn choices(run: &Run, send: &Callback<Msg>) -> Html {
    let against = |with: With, word: String| {
        html! { <Button onpress={act(send, Msg::Compare(with))}>{word}</Button> }
    };
    let branches = run.branches();
    let others = branches.list().iter().enumerate();
    let others = others.filter(|(at, _)| *at != branches.current());
    let seeds = (1..=SEEDS).map(|by| run.seed().wrapping_add(by));
    let variants = ENTRIES.iter().enumerate();
    let variants = variants.filter(|(_, e)| e.chapter == run.chapter() && e.title != run.title());
    html! {
        <section class="panel" aria-label="Compare">
            <h2>{"Compare side by side"}</h2>
            <p class="hint">{"Both runs are shown at the same moment; what differs is marked, and the first difference is named."}</p>
            <h3>{"Another branch"}</h3>
            <div class="go-list">
                { for others.map(|(at, branch)| against(With::Branch(at), branch.label.clone())) }
                if branches.list().len() < 2 {
                    <p class="hint">{"There is none yet. Crash, pause or type something at any moment: that begins one, and the old future is kept."}</p>
                }
            </div>
            <h3>{"Another seed"}</h3>
            <div class="go-list">{ for seeds.map(|seed| against(With::Seed(seed), format!("seed {seed}"))) }</div>
            if run.chapter() != "" {
                <h3>{"Another scenario of this chapter"}</h3>
                <div class="go-list">{ for variants.map(|(at, entry)| against(With::Library(at), entry.title.to_owned())) }</div>
            }
            <Button class="quiet" title="Esc" onpress={act(send, Msg::Toggle(Panel::Compare))}>{"Close"}</Button>
        </section>
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
