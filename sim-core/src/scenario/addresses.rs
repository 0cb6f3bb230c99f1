//! A light scan of the programs for `tcp://NAME:PORT` in quotes: names that
//! are no host, and ports that nobody binds. It understands no Python; where
//! an address is put together while the program runs, it says nothing.

use crate::base::Map;

use super::lesson::LineMap;
use super::network::Network;
use super::problems::{At, Problems, did_you_mean};
use super::processes::Processes;
use crate::base::HostId;
use crate::python::Source;

/// An address literal in a program.
struct Address<'t> {
    /// The name between `tcp://` and the colon.
    name: &'t str,
    /// The port.
    port: u16,
    /// Line of the program, from 1.
    line: u32,
    /// First byte and the byte after the last of `NAME:PORT` in its line.
    bytes: (usize, usize),
    /// What the line does with it.
    call: Call,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Call {
    Bind,
    Connect,
    Other,
}

/// Most addresses of one program that are looked at; a program with more is
/// taken as one that hides some.
const LOOKED_AT: usize = 64;

/// What one program says about addresses.
struct Scan<'t> {
    addresses: Vec<Address<'t>>,
    /// True if some bind takes an address that is not a literal.
    has_hidden_bind: bool,
}

/// Warns of addresses that lead nowhere.
pub fn check(
    problems: &mut Problems<'_>,
    network: &Network,
    processes: &Processes,
    files: &[Source],
) {
    let scans: Vec<Scan<'_>> = processes
        .programs
        .iter()
        .map(|program| scan(&program.source.text))
        .collect();
    let hidden = scans.iter().any(|scan| scan.has_hidden_bind)
        || files.iter().any(|file| file.text.contains("bind"));
    let bound = bound_ports(processes, &scans);
    let mut looked_at = vec![false; scans.len()];
    for (setup, number) in processes.setups.iter().zip(&processes.program_of) {
        // Processes that share a program are looked at once.
        if std::mem::replace(&mut looked_at[*number], true) {
            continue;
        }
        let lines = &processes.programs[*number].lines;
        for address in &scans[*number].addresses {
            let Some(at) = place(problems, lines, address) else {
                continue;
            };
            match resolve(network, setup.host, address.name) {
                Named::Unknown => warn_unknown(problems, network, address, at),
                Named::Host(host) => {
                    if address.call != Call::Connect || hidden {
                        continue;
                    }
                    match bound.get(&(host, address.port)) {
                        None => warn_unbound(problems, network, &bound, address, host, at),
                        Some(Reach::Own) if host != setup.host => {
                            warn_own(problems, network, address, host, at);
                        }
                        Some(_) => {}
                    }
                }
                Named::Outside => {}
            }
        }
    }
}

/// Who reaches a bound port.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// Programs of the same host: it is bound to `localhost`.
    Own,
    /// Everybody.
    All,
}

type Bound = Map<(HostId, u16), Reach>;

fn bound_ports(processes: &Processes, scans: &[Scan<'_>]) -> Bound {
    let mut bound = Bound::new();
    for (setup, number) in processes.setups.iter().zip(&processes.program_of) {
        let addresses = scans[*number].addresses.iter();
        for address in addresses.filter(|one| one.call == Call::Bind) {
            let reach = bound
                .entry((setup.host, address.port))
                .or_insert(Reach::Own);
            if !LOOPBACK.contains(&address.name) {
                *reach = Reach::All;
            }
        }
    }
    bound
}

/// The names by which a host calls itself.
const LOOPBACK: [&str; 2] = ["localhost", "127.0.0.1"];

/// What a name in an address means.
enum Named {
    Host(HostId),
    /// An IP address or a wildcard, about which nothing is known here.
    Outside,
    Unknown,
}

fn resolve(network: &Network, own: HostId, name: &str) -> Named {
    // A host that does not exist is a problem of its own.
    let host = network.hosts.get(own.index());
    let mut aliases = host.into_iter().flat_map(|host| &host.names);
    let alias = aliases.find(|(alias, _)| alias == name);
    let name = alias.map_or(name, |(_, target)| target.as_str());
    if let Some(host) = network.host(name) {
        return Named::Host(host);
    }
    match name {
        _ if LOOPBACK.contains(&name) => Named::Host(own),
        _ if name.contains(|c: char| c.is_ascii_alphabetic()) => Named::Unknown,
        _ => Named::Outside,
    }
}

fn place(problems: &Problems<'_>, lines: &LineMap, address: &Address<'_>) -> Option<At> {
    let file = problems.index_of(&lines.file)?;
    let start = lines.start(address.line);
    Some(At {
        file,
        start: start + address.bytes.0,
        end: start + address.bytes.1,
    })
}

fn warn_unknown(problems: &mut Problems<'_>, network: &Network, address: &Address<'_>, at: At) {
    let message = format!("no host is called `{}`", address.name);
    let help = match problems.is_full() {
        true => None,
        false => did_you_mean(address.name, &network.names()),
    };
    problems.warning(at, "address-unknown-host", message, help);
}

fn warn_unbound(
    problems: &mut Problems<'_>,
    network: &Network,
    bound: &Bound,
    address: &Address<'_>,
    host: HostId,
    at: At,
) {
    let name = &network.hosts[host.index()].name;
    let port = address.port;
    let message = format!("no program on host `{name}` binds port {port}");
    let elsewhere = bound.keys().find(|(_, other)| *other == port);
    let help = match elsewhere {
        Some((other, _)) => {
            let other = &network.hosts[other.index()].name;
            let given = address.name;
            Some(format!(
                "host `{other}` does: write tcp://{other}:{port}, or let the name lead there \
                 with `names = {{ \"{given}\" = \"{other}\" }}` under this process's host"
            ))
        }
        None => {
            let here = bound.keys().filter(|(other, _)| *other == host);
            let ports: Vec<String> = here.map(|(_, port)| port.to_string()).take(8).collect();
            (!ports.is_empty()).then(|| format!("bound there: {}", ports.join(", ")))
        }
    };
    problems.warning(at, "address-not-bound", message, help);
}

fn warn_own(
    problems: &mut Problems<'_>,
    network: &Network,
    address: &Address<'_>,
    host: HostId,
    at: At,
) {
    let name = &network.hosts[host.index()].name;
    let port = address.port;
    let message = format!(
        "port {port} of host `{name}` is bound to localhost: only programs on `{name}` reach it"
    );
    let help = format!("let the program there bind tcp://*:{port}");
    problems.warning(at, "address-not-bound", message, Some(help));
}

fn scan(text: &str) -> Scan<'_> {
    let mut found = Scan {
        addresses: Vec::new(),
        has_hidden_bind: false,
    };
    for (index, line) in text.lines().enumerate() {
        let code = line.split('#').next().unwrap_or(line);
        let call = match (code.contains("bind"), code.contains(".connect(")) {
            (true, _) => Call::Bind,
            (false, true) => Call::Connect,
            _ => Call::Other,
        };
        let before = found.addresses.len();
        found
            .addresses
            .extend(addresses(code, index as u32 + 1, call));
        if found.addresses.len() > LOOKED_AT {
            found.addresses.truncate(LOOKED_AT);
            found.has_hidden_bind = true;
            break;
        }
        let literal = found.addresses.len() > before || code.contains("inproc://");
        found.has_hidden_bind |= call == Call::Bind && !literal;
    }
    found
}

fn addresses(code: &str, line: u32, call: Call) -> impl Iterator<Item = Address<'_>> {
    code.match_indices("tcp://")
        .filter_map(move |(at, scheme)| {
            let quote = code[..at].chars().next_back()?;
            let start = at + scheme.len();
            let rest = &code[start..];
            let end = rest.find(quote).filter(|_| matches!(quote, '"' | '\''))?;
            let (name, port) = rest[..end].rsplit_once(':')?;
            let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '*'));
            (!name.is_empty() && !name.contains(odd)).then_some(())?;
            Some(Address {
                name,
                port: port.parse().ok()?,
                line,
                bytes: (start, start + end),
                call,
            })
        })
}
