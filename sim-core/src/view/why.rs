//! Why something happened or does not: the rule, its numbers, the chain of
//! causes, and what one can do.

use super::log::log_line;
use super::model::{LogLine, RuleText, Why};
use crate::base::{ProcessId, RecordId, ThreadId, Time};
use crate::messaging::{Fact, Peer, Reason, Rule, SocketId};
use crate::scenario::Lesson;
use crate::system::{Happening, Local, LocalWait, ProgramFact, Waiting};
use crate::trace::{Names, Trace, bare, waiting, waiting_here};
use crate::world::{Record, World};

/// Causes shown: beyond these nobody reads on.
const CAUSES: usize = 12;
/// Causes looked at: attempts to connect can go on for long.
const CHAIN: usize = 240;
/// Records looked through for the message that a socket sent last.
const LOOKED_AT: usize = 20_000;

/// Why a call of `process` does not return.
pub fn why_blocked(
    world: &World,
    trace: &Trace,
    process: ProcessId,
    since: Option<Time>,
    reason: &Reason,
    until: Option<Time>,
) -> Why {
    let names = trace.names(world.setup());
    let title = match since {
        Some(since) => format!("Blocked since {since}."),
        None => "At its end, but still there.".to_owned(),
    };
    let mut text = capital(&waiting(reason, names));
    text.push('.');
    let refused = mismatch(trace, reason, world.position());
    let rule = refused.or(reason.rule());
    if let Some(refused) = refused {
        text = format!("{text} {}", refused.text());
    }
    if let Some(until) = until {
        text.push_str(&format!(" It gives up at {until}."));
    }
    let position = world.position();
    let blocked = trace
        .story(position)
        .rev()
        .find(|record| record.block_of() == Some(process));
    Why {
        title,
        text,
        rule: rule.map(rule_text),
        remedy: rule.and_then(Rule::remedy),
        causes: blocked
            .map(|record| causes_of_wait(trace, record, reason, names))
            .unwrap_or_default(),
    }
}

/// The rule by which a peer was refused that the waiting socket could have
/// had, if it has no other: the two do not go together.
fn mismatch<'a>(trace: &'a Trace, reason: &Reason, position: u64) -> Option<&'a Rule> {
    let (Reason::Receive { socket, peers, .. } | Reason::Send { socket, peers, .. }) = reason
    else {
        return None;
    };
    if peers.iter().any(Peer::is_ready) {
        return None;
    }
    let known = trace.index().mistakes().iter().rev();
    let mut known = known.filter_map(|id| trace.get(*id));
    let found = known.find(|it| it.position <= position && it.socket() == Some(*socket))?;
    found.rule().filter(|rule| rule.is_mismatch())
}

/// Why a call of `thread` does not return that waits for something of its own host.
pub fn why_waits(
    world: &World,
    trace: &Trace,
    process: ProcessId,
    thread: ThreadId,
    waiting: &Waiting,
    local: &LocalWait,
) -> Why {
    let names = trace.names(world.setup());
    let holder = match local.what {
        Local::Lock {
            holder: Some(holder),
            ..
        } => Some(world.system().thread_name(process, holder)),
        _ => None,
    };
    let what = waiting_here(local, thread, holder.as_deref(), names);
    let mut text = format!("It is in {}: {what}.", local.call);
    if let Some(until) = waiting.until {
        text.push_str(&format!(" It gives up at {until}."));
    }
    let rule = local.what.rule(&local.call, thread);
    let blocked = trace
        .story(world.position())
        .rev()
        .find(|record| is_wait_of(record, process, thread));
    Why {
        title: format!("Waits since {}.", waiting.since),
        text,
        rule: Some(RuleText {
            code: rule.code.to_owned(),
            text: rule.text.to_owned(),
            source: rule.source.to_owned(),
        }),
        remedy: None,
        causes: blocked
            .map(|record| causes(trace, record.id, names))
            .unwrap_or_default(),
    }
}

fn is_wait_of(record: &Record, of: ProcessId, by: ThreadId) -> bool {
    matches!(
        &record.what,
        Happening::Program { process, thread, fact: ProgramFact::Waits { .. } }
            if *process == of && *thread == by
    )
}

/// Why one thing happened.
pub fn why(trace: &Trace, lesson: &Lesson, id: RecordId) -> Option<Why> {
    let record = trace.get(id)?;
    let names = trace.names(&lesson.setup);
    let rule = record.rule();
    Some(Why {
        title: format!("At {}.", record.at),
        text: bare(record, names),
        rule: rule.map(rule_text).or_else(|| below(record)),
        remedy: rule.and_then(Rule::remedy),
        causes: causes(trace, id, names).into_iter().skip(1).collect(),
    })
}

/// The record itself, if somebody who hears of it would ask why: a loss, a wait,
/// a call that fails, something sent again.
pub fn asks_why(record: &Record) -> Option<RecordId> {
    let asks = match &record.what {
        Happening::Program { fact, .. } => matches!(
            fact,
            ProgramFact::Blocked { .. } | ProgramFact::Waits { .. } | ProgramFact::Lingers { .. }
        ),
        Happening::Messaging { fact, .. } => matches!(
            fact,
            Fact::Dropped { .. } | Fact::Refused { .. } | Fact::PeerLost { .. }
        ),
        Happening::Network { .. } => below(record).is_some(),
    };
    asks.then_some(record.id)
}

/// The chain of causes, the last first.
fn causes(trace: &Trace, id: RecordId, names: Names<'_>) -> Vec<LogLine> {
    told(&trace.causes(id, CHAIN), names)
}

/// The causes of a wait: beside what led to it what has become of the message
/// that is to be answered.
fn causes_of_wait(trace: &Trace, wait: &Record, reason: &Reason, names: Names<'_>) -> Vec<LogLine> {
    let mut chain = trace.causes(wait.id, CHAIN);
    let asked = match reason {
        Reason::Receive { socket, .. } => last_sent(trace, *socket, wait.id),
        _ => None,
    };
    if let Some(last) = asked
        && !chain.iter().any(|it| it.id == last.id)
    {
        let place = chain.partition_point(|it| it.id > last.id);
        chain.insert(place, last);
    }
    told(&chain, names)
}

/// What was said last of the last message that a socket sent before a record.
fn last_sent(trace: &Trace, socket: SocketId, before: RecordId) -> Option<&Record> {
    let own = |it: &&Record| it.socket() == Some(socket) && it.message().is_some();
    let until = trace.get(before)?.position;
    let sent = trace.story(until).rev().take(LOOKED_AT).find(own)?;
    let records = &trace.index().message(sent.message()?)?.records;
    let last = records.iter().rfind(|id| **id < before)?;
    trace.get(*last)
}

/// The lines of a chain. What only repeats itself, as attempts to connect do,
/// is told once: the latest time, and how often before.
fn told(chain: &[&Record], names: Names<'_>) -> Vec<LogLine> {
    let fails = chain.iter().any(|it| it.unanswered().is_some());
    // Of an attempt that failed it is enough that it did.
    let step = |it: &&&Record| fails && it.is_retry() && it.unanswered().is_none();
    let mut told: Vec<(String, usize, LogLine)> = Vec::new();
    for record in chain.iter().filter(|it| !step(it)) {
        let line = log_line(record, names);
        let pattern: String = match record.unanswered() {
            Some(socket) => format!("unanswered {}", socket.0),
            None => line.text.chars().filter(|c| !c.is_ascii_digit()).collect(),
        };
        let known = told.iter().position(|known| known.0 == pattern);
        match known.filter(|_| record.line_of().is_none()) {
            Some(known) => told[known].1 += 1,
            None if told.len() == CAUSES => break,
            None => told.push((pattern, 0, line)),
        }
    }
    let said = told.into_iter().map(|(_, before, mut line)| {
        match before {
            0 => {}
            1 => line.text.push_str(" And once before."),
            _ => line.text.push_str(&format!(" And {before} times before.")),
        }
        line
    });
    said.collect()
}

/// The rule of what happens in the network.
fn below(record: &Record) -> Option<RuleText> {
    let Happening::Network { fact } = &record.what else {
        return None;
    };
    fact.rule().map(|rule| RuleText {
        code: rule.code.to_owned(),
        text: capital(&rule.text) + ".",
        source: rule.source.to_owned(),
    })
}

fn rule_text(rule: &Rule) -> RuleText {
    RuleText {
        code: rule.code().to_owned(),
        text: rule.text(),
        source: rule.source().to_owned(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| format!("{}{}", first.to_ascii_uppercase(), letters.as_str()))
        .unwrap_or_default()
}
