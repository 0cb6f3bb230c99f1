//! Writes small changes into a scenario's text and leaves all else as it is:
//! comments, order and layout are the author's. Only insertions and the
//! replacement of single values, each at a place that the TOML reader gave.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::base::{Span, Time};

/// A change that could not be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriteError {
    /// The text is no TOML just now.
    NotToml,
    /// The text says it in a form into which nothing can be inserted.
    OtherForm,
}

/// Adds a `[[fault]]` at a time; `what` is its other line, such as
/// `crash = "server"`.
///
/// Errors: the text is no TOML, or has its faults in another form.
pub fn add_fault(text: &str, at: Time, what: &str) -> Result<String, WriteError> {
    let table = parse(text)?;
    let inline = table.get("fault").is_some_and(|fault| {
        // `fault = [...]` cannot be followed by `[[fault]]`.
        text.get(fault.span())
            .is_some_and(|own| own.starts_with('[') && !own.starts_with("[["))
    });
    if inline {
        return Err(WriteError::OtherForm);
    }
    let end = if text.is_empty() || text.ends_with('\n') {
        ""
    } else {
        "\n"
    };
    Ok(format!(
        "{text}{end}\n[[fault]]\nat = \"{}\"\n{what}\n",
        duration(at)
    ))
}

/// Adds a line that is typed into a process at a time.
pub fn add_input(text: &str, process: &str, at: Time, line: &str) -> Result<String, WriteError> {
    let entry = format!("{{ at = \"{}\", line = {} }}", duration(at), quoted(line));
    let table = parse(text)?;
    let own = child(child_table(&table, "process")?, process)?;
    if let Some(stdin) = own.get("stdin") {
        let DeValue::Array(lines) = stdin.as_ref() else {
            return Err(WriteError::OtherForm);
        };
        // Behind the last entry, or right after the bracket.
        return Ok(match lines.iter().last() {
            Some(last) => insert(text, last.span().end, &format!(", {entry}")),
            None => insert(text, stdin.span().start + 1, &entry),
        });
    }
    let at = after_header(text, "process", process)?;
    Ok(insert(text, at, &format!("stdin = [{entry}]\n")))
}

/// Puts a host on a place of the stage, each coordinate from 0 to 1.
pub fn set_place(text: &str, host: &str, place: (f64, f64)) -> Result<String, WriteError> {
    let value = format!("[{}, {}]", hundredths(place.0), hundredths(place.1));
    let table = parse(text)?;
    let hosts = child_table(&table, "host");
    match hosts.and_then(|hosts| child(hosts, host)) {
        Ok(own) => match own.get("at") {
            Some(at) => {
                let span = at.span();
                Ok(format!(
                    "{}{value}{}",
                    &text[..span.start],
                    &text[span.end..]
                ))
            }
            None => {
                let at = after_header(text, "host", host)?;
                Ok(insert(text, at, &format!("at = {value}\n")))
            }
        },
        Err(_) if table.get("host").is_some() && !text.contains("[host.") => {
            Err(WriteError::OtherForm)
        }
        Err(_) => {
            let at = after_hosts(text);
            let end = if text[..at].ends_with('\n') { "" } else { "\n" };
            let table = format!("{end}\n[host.{}]\nat = {value}\n", key(host));
            Ok(insert(text, at, &table))
        }
    }
}

fn parse(text: &str) -> Result<DeTable<'_>, WriteError> {
    DeTable::parse(text)
        .map(Spanned::into_inner)
        .map_err(|_| WriteError::NotToml)
}

fn child_table<'a, 't>(table: &'a DeTable<'t>, name: &str) -> Result<&'a DeTable<'t>, WriteError> {
    child(table, name)
}

fn child<'a, 't>(table: &'a DeTable<'t>, name: &str) -> Result<&'a DeTable<'t>, WriteError> {
    match table.get(name).map(Spanned::as_ref) {
        Some(DeValue::Table(found)) => Ok(found),
        _ => Err(WriteError::OtherForm),
    }
}

fn insert(text: &str, at: usize, what: &str) -> String {
    format!("{}{what}{}", &text[..at], &text[at..])
}

/// The byte after the line `[kind.name]`.
fn after_header(text: &str, kind: &str, name: &str) -> Result<usize, WriteError> {
    let headers = [
        format!("[{kind}.{name}]"),
        format!("[{kind}.\"{name}\"]"),
        format!("[{kind}.'{name}']"),
    ];
    let mut at = 0;
    let mut inside = None;
    for line in text.split_inclusive('\n') {
        at += line.len();
        let start = line.trim();
        if inside.is_none()
            && headers
                .iter()
                .any(|header| start.starts_with(header.as_str()))
        {
            return Ok(at);
        }
        inside = open_quotes(line, inside);
    }
    Err(WriteError::OtherForm)
}

/// The byte behind the last table of a host, or else behind everything: between
/// other tables a new one would part them from the comments above them.
fn after_hosts(text: &str) -> usize {
    let (mut at, mut end) = (0, None);
    let (mut inside, mut in_host) = (None, false);
    for line in text.split_inclusive('\n') {
        let said = line.trim_start();
        if inside.is_none() && said.starts_with('[') {
            in_host = said.starts_with("[host.");
        }
        at += line.len();
        let is_own = inside.is_some() || !(said.is_empty() || said.starts_with('#'));
        if in_host && is_own {
            end = Some(at);
        }
        inside = open_quotes(line, inside);
    }
    end.unwrap_or(text.len())
}

/// Which long quotes are open after a line.
fn open_quotes(line: &str, open: Option<&'static str>) -> Option<&'static str> {
    let mut open = open;
    let mut rest = line;
    loop {
        let found = match open {
            Some(quotes) => rest.find(quotes).map(|at| (at, None)),
            None => ["'''", "\"\"\""]
                .iter()
                .filter_map(|quotes| rest.find(quotes).map(|at| (at, Some(*quotes))))
                .min(),
        };
        let Some((at, next)) = found else {
            return open;
        };
        open = next;
        rest = &rest[at + 3..];
    }
}

/// A span in the largest unit that is exact.
pub fn span(span: Span) -> String {
    duration(Time::ZERO + span)
}

/// A probability in parts per million as a number from 0 to 1.
pub fn probability(ppm: u32) -> String {
    let digits = format!("{:06}", ppm.min(999_999));
    match ppm {
        0 => "0.0".to_owned(),
        1_000_000.. => "1.0".to_owned(),
        _ => format!("0.{}", digits.trim_end_matches('0')),
    }
}

/// Bits a second in the largest unit that is exact, in quotes.
pub fn bandwidth(bits: u64) -> String {
    let units = [
        (1_000_000_000, "Gbit/s"),
        (1_000_000, "Mbit/s"),
        (1_000, "kbit/s"),
    ];
    let fits = units.iter().find(|(unit, _)| bits.is_multiple_of(*unit));
    let (unit, name) = fits.copied().unwrap_or((1, "bit/s"));
    format!("\"{}{name}\"", bits / unit)
}

/// A time in the largest unit that is exact.
pub fn duration(at: Time) -> String {
    let units = [(1_000_000_000, "s"), (1_000_000, "ms"), (1_000, "us")];
    let fits = units.iter().find(|(unit, _)| at.0.is_multiple_of(*unit));
    match fits {
        Some((unit, name)) => format!("{}{name}", at.0 / unit),
        None => format!("{}ns", at.0),
    }
}

fn hundredths(value: f64) -> String {
    let value = (value.clamp(0.0, 1.0) * 100.0).round() as u32;
    match value {
        0 => "0".to_owned(),
        100 => "1".to_owned(),
        _ => format!("0.{value:02}").trim_end_matches('0').to_owned(),
    }
}

/// A text as TOML writes it.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn key(name: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# mine\ntitle = \"T\" # kept\n\n[process.a]\nprogram = '''\n[process.b]\n'''\n\n[process.b]   # two\nprogram = ''\nstdin = [\n  { at = \"1s\", line = \"x\" },\n]\n\n[host.a]\nat = [0.1, 0.5] # here\n";

    fn check(changed: Result<String, WriteError>, expected: &str) {
        let changed = changed.expect("it can be written");
        assert!(changed.contains(expected), "{changed}");
        assert!(DeTable::parse(&changed).is_ok(), "{changed}");
        for line in ["# mine", "# kept", "# two", "# here"] {
            assert!(changed.contains(line), "{changed}");
        }
    }

    #[test]
    fn changes_leave_the_rest_as_it_is() {
        let at = Time(412_300_000);
        check(
            add_fault(FILE, at, "crash = \"a\""),
            "[[fault]]\nat = \"412300us\"\ncrash = \"a\"\n",
        );
        check(
            add_input(FILE, "a", Time(1_000_000_000), "say \"hi\""),
            "[process.a]\nstdin = [{ at = \"1s\", line = \"say \\\"hi\\\"\" }]\n",
        );
        check(
            add_input(FILE, "b", Time(2_000_000), "y"),
            "{ at = \"1s\", line = \"x\" }, { at = \"2ms\", line = \"y\" },",
        );
        check(set_place(FILE, "a", (0.333, 1.0)), "at = [0.33, 1] # here");
        check(
            set_place(FILE, "b", (0.5, 0.0)),
            "at = [0.1, 0.5] # here\n\n[host.b]\nat = [0.5, 0]\n",
        );
    }

    #[test]
    fn a_new_table_parts_no_other_from_its_comment() {
        let check = |text: &str, expected: &str| {
            assert_eq!(set_place(text, "b", (0.5, 0.0)).as_deref(), Ok(expected));
        };
        let own = "[host.b]\nat = [0.5, 0]\n";
        check(
            "# First.\n[process.b]\nprogram = ''",
            &format!("# First.\n[process.b]\nprogram = ''\n\n{own}"),
        );
        check(
            "[host.a]\nat = [0, 0]\n\n# Two.\n[process.b]\nprogram = ''\n",
            &format!("[host.a]\nat = [0, 0]\n\n{own}\n# Two.\n[process.b]\nprogram = ''\n"),
        );
    }

    #[test]
    fn what_cannot_be_written_is_refused() {
        let inline = "title = 'x'\nfault = []\nprocess = { a = { program = '' } }\n";
        assert_eq!(
            add_fault(inline, Time(0), "crash = \"a\""),
            Err(WriteError::OtherForm)
        );
        assert_eq!(
            add_input(inline, "a", Time(0), "x"),
            Err(WriteError::OtherForm)
        );
        assert_eq!(
            add_fault("title =", Time(0), "x = 1"),
            Err(WriteError::NotToml)
        );
    }
}
