//! What things may be called: a name is also a host name in `tcp://NAME:5555`
//! and a word in sentences, so letters, digits, `-` and `_` only.

use super::fields::Name;
use super::problems::Problems;

/// Longest name: that of a label in the domain name system (RFC 1035, 2.3.4).
const LONGEST: usize = 63;

/// Longest alias: that of a whole domain name (RFC 1035, 2.3.4).
const LONGEST_ALIAS: usize = 253;

/// Whether `name` may be the name of a `what` (host or process); says so if not.
pub fn check_name(problems: &mut Problems<'_>, name: &Name, what: &str) -> bool {
    let text = name.text.as_str();
    let odd = |c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_');
    let good = text.len() <= LONGEST
        && text.starts_with(|c: char| c.is_ascii_alphanumeric())
        && !text.contains(odd)
        && text != "localhost";
    if !good {
        refuse(problems, name, what);
    }
    good
}

/// Whether `alias` may be another name for a host.
pub fn check_alias(problems: &mut Problems<'_>, alias: &Name) -> bool {
    let text = alias.text.as_str();
    let odd = |c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'));
    let good = !text.is_empty() && text.len() <= LONGEST_ALIAS && !text.contains(odd);
    if !good {
        refuse(problems, alias, "host");
    }
    good
}

fn refuse(problems: &mut Problems<'_>, name: &Name, what: &str) {
    let shown: String = name.text.chars().take(40).collect();
    let message = format!("`{shown}` cannot be the name of a {what}");
    let help = match name.text.as_str() {
        "localhost" => "`localhost` is every process's own host".to_owned(),
        _ => format!(
            "a name has letters, digits, `-` and `_`, begins with a letter or digit, \
             and is at most {LONGEST} long"
        ),
    };
    problems.error(name.at, "bad-name", message, Some(help));
}
