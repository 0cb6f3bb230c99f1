//! From `cut`, `mend` and `set` of `[[fault]]` to planned commands.

use super::fields::Fields;
use super::network::{Network, cable_changes};
use super::problems::{At, Problems};
use crate::base::{CableId, HostId, Time};
use crate::network::Detail;
use crate::network::packets::CableChange;
use crate::world::{Command, Planned};

/// The keys of a fault that concern cables.
pub const KEYS: [&str; 3] = ["cut", "mend", "set"];

/// Adds the commands to `planned`, which stays in order of time.
pub fn add(
    problems: &mut Problems<'_>,
    file: &Fields,
    network: &Network,
    detail: Detail,
    planned: &mut Vec<Planned>,
) {
    for fields in file.tables("fault") {
        let Some(key) = KEYS.into_iter().find(|key| fields.has(key)) else {
            continue;
        };
        if detail == Detail::Messages {
            let message = format!("`{key}` needs packets, and this run has only messages");
            let help = Some("write detail = \"packets\" at the top of the file".into());
            problems.error(fields.at, "bad-value", message, help);
            continue;
        }
        let Some(at) = fields.span("at") else {
            continue;
        };
        for (cable, change) in changes(problems, network, fields, key) {
            planned.push(Planned {
                at: Time::ZERO + at,
                command: Command::Cable { cable, change },
            });
        }
    }
    planned.sort_by_key(|planned| planned.at);
}

fn changes(
    problems: &mut Problems<'_>,
    network: &Network,
    fields: &Fields,
    key: &str,
) -> Vec<(CableId, CableChange)> {
    let mut all = match fields.table("set") {
        Some(set) if set.has("between") => match between(problems, network, set, "between") {
            Some(cables) => cable_changes(problems, network, set, Some(cables)),
            None => Vec::new(),
        },
        Some(set) => cable_changes(problems, network, set, None),
        None => {
            let up = Some(key == "mend");
            let change = CableChange {
                up,
                ..CableChange::default()
            };
            let cables = between(problems, network, fields, key).unwrap_or_default();
            cables.into_iter().map(|it| (it, change.clone())).collect()
        }
    };
    if let Some((name, at)) = fields.text("from")
        && let Some(host) = host(problems, network, name, at)
    {
        all.retain_mut(|(cable, change)| {
            let (one, other) = network.cables[cable.index()].between;
            change.direction = Some(u8::from(other == host));
            one == host || other == host
        });
    }
    all
}

/// The cables between the two hosts that `key` names.
fn between(
    problems: &mut Problems<'_>,
    network: &Network,
    fields: &Fields,
    key: &str,
) -> Option<Vec<CableId>> {
    let [one, other] = fields.texts(key)[..] else {
        return None;
    };
    let a = host(problems, network, one.0, one.1)?;
    let b = host(problems, network, other.0, other.1)?;
    let cables = network.cables_between(a, b);
    if cables.is_empty() {
        let message = format!("there is no cable between `{}` and `{}`", one.0, other.0);
        let help = "hosts without cables of their own hang on a switch called `switch`";
        problems.error(one.1, "unknown-name", message, Some(help.into()));
    }
    Some(cables)
}

fn host(problems: &mut Problems<'_>, network: &Network, name: &str, at: At) -> Option<HostId> {
    let found = network.host(name);
    if found.is_none() {
        super::network::unknown_host(problems, name, at, || network.names());
    }
    found
}
