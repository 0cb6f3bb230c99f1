//! The commands of a session as a scenario file writes them.

use super::{Given, Session};
use crate::base::{CableId, HostId};
use crate::network::packets::CableChange;
use crate::scenario::write::{self, WriteError};
use crate::world::Command;

impl Session {
    /// The scenario's text with the commands of this session in it, and how
    /// many of them a file has no words for.
    ///
    /// Errors: the text is in a form into which nothing can be inserted.
    pub fn written(&self) -> Result<(String, usize), WriteError> {
        let mut text = self.lesson.file.text.clone();
        let mut left_out = 0;
        for given in &self.commands {
            text = match (&given.command, self.fault(given)) {
                (Command::Input { process, line }, _) => match self.own_name(process.index()) {
                    Some(name) => write::add_input(&text, name, given.at, line)?,
                    None => {
                        left_out += 1;
                        continue;
                    }
                },
                (_, Some(fault)) => write::add_fault(&text, given.at, &fault)?,
                (_, None) => {
                    left_out += 1;
                    continue;
                }
            };
        }
        Ok((text, left_out))
    }

    /// The name of a process of the file; a forked child has no table there.
    fn own_name(&self, process: usize) -> Option<&str> {
        let own = self.lesson.setup.processes.get(process);
        own.map(|own| &*own.name)
    }

    /// The line of a `[[fault]]` that says what a command does.
    fn fault(&self, given: &Given) -> Option<String> {
        match &given.command {
            Command::Input { .. } | Command::EndOfInput { .. } => None,
            Command::Drop { message } => {
                let said = self.said_of(*message);
                Some(format!("drop = {}{said}", message.0))
            }
            Command::Delay { message, by } => {
                let (said, by) = (self.said_of(*message), write::span(*by));
                let number = message.0;
                Some(format!(
                    "delay = {{ message = {number}, by = \"{by}\" }}{said}"
                ))
            }
            Command::SetOption {
                process,
                socket,
                option,
                value,
            } => {
                let name = write::quoted(self.own_name(process.index())?);
                let socket = socket.map_or(String::new(), |n| format!("socket = {n}, "));
                let option = option.name();
                Some(format!(
                    "option = {{ process = {name}, {socket}name = \"{option}\", value = {value} }}"
                ))
            }
            Command::Cable { cable, change } => self.cable_fault(*cable, change),
            other => {
                let (what, process) = other.words();
                let name = write::quoted(self.own_name(process?.index())?);
                Some(format!("{what} = {name}"))
            }
        }
    }

    /// A comment for the reader: a number alone says little.
    fn said_of(&self, message: crate::base::MessageId) -> String {
        let names = self.trace.names(&self.lesson.setup);
        format!(" # {}", names.message(message))
    }

    fn cable_fault(&self, cable: CableId, change: &CableChange) -> Option<String> {
        let setup = &self.lesson.setup;
        let (one, other) = setup.cables.get(cable.index())?.between;
        let name = |host: HostId| {
            let host = setup.hosts.get(host.index());
            host.map(|host| write::quoted(&host.name))
        };
        let ends = format!("[{}, {}]", name(one)?, name(other)?);
        let from = match change.direction {
            None => String::new(),
            Some(0) => format!("\nfrom = {}", name(one)?),
            Some(_) => format!("\nfrom = {}", name(other)?),
        };
        if let Some(up) = change.up {
            let what = if up { "mend" } else { "cut" };
            return Some(format!("{what} = {ends}{from}"));
        }
        let mut set = format!("between = {ends}");
        let mut add = |key: &str, value: Option<String>| {
            if let Some(value) = value {
                set += &format!(", {key} = {value}");
            }
        };
        let span = |span: Option<_>| span.map(|span| format!("\"{}\"", write::span(span)));
        let part = |ppm: Option<u32>| ppm.map(write::probability);
        let number = |n: Option<u32>| n.map(|n| n.to_string());
        add("latency", span(change.latency));
        add("jitter", span(change.jitter));
        add("bandwidth", change.bandwidth.map(write::bandwidth));
        add("loss", part(change.loss_ppm));
        add("corrupt", part(change.corrupt_ppm));
        add("duplicate", part(change.duplicate_ppm));
        add("reorder", part(change.reorder_ppm));
        add("mtu", number(change.mtu));
        add("queue", number(change.queue));
        Some(format!("set = {{ {set} }}{from}"))
    }
}
