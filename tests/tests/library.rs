//! Every scenario of the library is a golden test: it runs as its own
//! expectations say, comes to all of its stops, answers its questions, and
//! tells the same story as before, word by word.

use std::collections::BTreeMap;
use std::fmt::Write;

use mailroom_tests::{lesson, library, name, run};
use sim_core::base::Time;
use sim_core::messaging;
use sim_core::network::Fact;
use sim_core::network::packets::WireFact;
use sim_core::scenario::{self, Lesson};
use sim_core::session::Session;
use sim_core::trace::{Happening, digest, sentence};
use sim_core::view::Fate;

#[test]
fn every_scenario_runs_as_it_expects() {
    let mut problems = String::new();
    for path in library() {
        let mut session = run(lesson(&path));
        let text = session.lesson().file.clone();
        let loaded = scenario::load(&text, &session.lesson().beside.clone());
        let warnings = scenario::render(&loaded.diagnostics, &[text]);
        problems.push_str(&warnings);
        for verdict in session.verdicts().iter().filter(|verdict| !verdict.holds) {
            let _ = writeln!(
                problems,
                "{}:{}: expected {}; {}",
                name(&path),
                verdict.line,
                verdict.expected,
                verdict.found
            );
        }
        let told: Vec<usize> = session.stops().iter().map(|mark| mark.index).collect();
        if !told.is_sorted() {
            let _ = writeln!(problems, "{}: stops come as {told:?}", name(&path));
        }
        let questions = session.lesson().stops.clone();
        for (index, stop) in questions.iter().enumerate() {
            let asks = stop.question.as_ref();
            if asks.is_some_and(|it| it.answer.is_some()) && session.answer(index).is_none() {
                let _ = writeln!(
                    problems,
                    "{}: stop {} has no answer",
                    name(&path),
                    index + 1
                );
            }
        }
        for remark in session.remarks() {
            let line = remark.place.map_or(0, |place| place.line);
            let _ = writeln!(problems, "{}:{line}: {}", name(&path), remark.text);
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

/// Each arrow of the timeline ends where the message arrived or was lost.
#[test]
fn every_arrow_ends_when_its_message_does() {
    let mut problems = String::new();
    for path in library() {
        let session = run(lesson(&path));
        let ended: Vec<_> = session
            .trace()
            .records()
            .iter()
            .filter_map(|record| match &record.what {
                Happening::Messaging {
                    fact: messaging::Fact::Arrived { message, .. },
                    ..
                } => Some((*message, record.at)),
                _ => None,
            })
            .collect();
        for arrow in session
            .timeline((Time::ZERO, Time::NEVER), usize::MAX)
            .arrows
        {
            if arrow.fate == Fate::Flying
                && ended.iter().any(|(message, _)| *message == arrow.message)
            {
                let _ = writeln!(
                    problems,
                    "{}: “{}” of {} flies for ever",
                    name(&path),
                    arrow.label,
                    arrow.sent
                );
            }
        }
    }
    assert!(problems.is_empty(), "{problems}");
}

#[test]
fn every_scenario_is_a_lesson() {
    for path in library() {
        let lesson = lesson(&path);
        let name = name(&path);
        assert!(
            lesson.goal.is_some() && lesson.chapter.is_some(),
            "{name} has a goal and a chapter"
        );
        assert!(lesson.stops.len() >= 3, "{name} has at least three stops");
        assert!(!lesson.expectations.is_empty(), "{name} tests itself");
    }
}

#[test]
fn every_scenario_tells_the_same_story_as_before() {
    for path in library() {
        let session = run(lesson(&path));
        let snapshot = name(&path).replace('/', "-");
        insta::with_settings!({ snapshot_path => "../golden", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(snapshot, story(&session));
        });
    }
}

/// Stops, sentences of what happens to programs and messages, and terminals of
/// a run, as text; of the layers below, how often what happened.
fn story(session: &Session) -> String {
    let lesson: &Lesson = session.lesson();
    let names = session.trace().names(&lesson.setup);
    let mut text = format!("{}\n\n", lesson.title);
    let mut stops = session.stops().iter().peekable();
    for record in session.trace().story(u64::MAX) {
        while let Some(stop) =
            stops.next_if(|stop| (stop.at, stop.position) < (record.at, record.position))
        {
            let _ = writeln!(
                text,
                "            -- stop {} at {}",
                stop.index + 1,
                stop.at
            );
        }
        let _ = writeln!(
            text,
            "{:>12.6}  {}",
            record.at.as_secs_f64(),
            sentence(record, names)
        );
    }
    for stop in stops {
        let _ = writeln!(
            text,
            "            -- stop {} at {}",
            stop.index + 1,
            stop.at
        );
    }
    if let Some(end) = session.end() {
        let _ = writeln!(text, "{:>12.6}  {}", end.at.as_secs_f64(), end.why);
    }
    for process in session.last_world().system().processes() {
        let _ = writeln!(
            text,
            "\n--- {}: {}",
            lesson.setup.processes[process.id.index()].name,
            process.activity().word()
        );
        text.extend(process.terminal.shown.iter().map(|(_, text)| &**text));
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for record in session.trace().records() {
        if let Happening::Network {
            fact: Fact::Wire(fact),
        } = &record.what
        {
            *counts.entry(word(fact)).or_default() += 1;
        }
    }
    if !counts.is_empty() {
        let _ = writeln!(text, "\n--- below the messages");
    }
    for (word, count) in counts {
        let _ = writeln!(text, "{count:>6} {word}");
    }
    let _ = writeln!(text, "\ntrace hash {}", digest(session.trace().records()));
    text
}

/// What a fact of the layers below is counted as.
fn word(fact: &WireFact) -> &'static str {
    match fact {
        WireFact::FrameSent { .. } => "frames sent",
        WireFact::FrameReceived { .. } => "frames received",
        WireFact::Dropped { why, .. } if why.is_loss() => "frames or packets lost",
        WireFact::Dropped { .. } => "copies for others thrown away",
        WireFact::Learnt { .. } => "places of network cards learnt",
        WireFact::Flooded { .. } => "frames flooded",
        WireFact::ArpAsked { .. } => "ARP questions",
        WireFact::ArpLearnt { .. } => "ARP answers learnt",
        WireFact::ArpFailed { .. } => "ARP questions without an answer",
        WireFact::Forwarded { .. } => "packets forwarded",
        WireFact::Fragmented { .. } => "packets cut into fragments",
        WireFact::Reassembled { .. } => "packets put together again",
        WireFact::IcmpSent { .. } => "ICMP messages sent",
        WireFact::IcmpReceived { .. } => "ICMP messages received",
        WireFact::SegmentSent { cause, .. } if cause.is_retransmission() => "segments sent again",
        WireFact::SegmentSent { .. } => "segments sent",
        WireFact::SegmentReceived { .. } => "segments received",
        WireFact::Tcp { .. } => "changes inside TCP",
        WireFact::DatagramSent { .. } => "datagrams sent",
        WireFact::DatagramReceived { .. } => "datagrams received",
        WireFact::CableChanged { .. } => "changes of a cable",
    }
}
