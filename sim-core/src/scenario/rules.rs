//! Rules between several keys of one table, said in one way everywhere.

use super::fields::Fields;
use super::keys::quoted;
use super::problems::Problems;

/// The one of `keys` that the table has; none or several are reported. `None`
/// too if the one has a wrong value, which has been reported already.
pub fn exactly_one(
    problems: &mut Problems<'_>,
    fields: &Fields,
    keys: &[&'static str],
) -> Option<&'static str> {
    let present: Vec<&'static str> = keys.iter().copied().filter(|key| fields.has(key)).collect();
    match present[..] {
        [one] => fields.item(one).map(|_| one),
        [] => {
            let message = format!("{} has none of {}", fields.header(), quoted(keys));
            let help = fields.example(keys[0]);
            problems.error(fields.at, "missing-key", message, help);
            None
        }
        [first, second, ..] => {
            conflict(problems, fields, first, second);
            None
        }
    }
}

/// Reports that two keys cannot stand in one table.
pub fn conflict(problems: &mut Problems<'_>, fields: &Fields, first: &str, second: &str) {
    let at = fields.key_at(second).unwrap_or(fields.at);
    let message = format!("`{second}` cannot stand beside `{first}`");
    let help = Some(format!("keep one, or write two tables {}", fields.header()));
    problems.error(at, "conflicting-keys", message, help);
}

/// Reports each of `keys` that stands in the table without `with`.
pub fn only_with(problems: &mut Problems<'_>, fields: &Fields, keys: &[&str], with: &str) {
    if fields.has(with) {
        return;
    }
    for key in keys.iter().filter(|key| fields.has(key)) {
        let at = fields.key_at(key).unwrap_or(fields.at);
        let message = format!("`{key}` says nothing without `{with}`");
        problems.error(at, "missing-key", message, fields.example(with));
    }
}

/// Reports each of `keys` that stands in the table, where `beside` is.
pub fn not_with(problems: &mut Problems<'_>, fields: &Fields, keys: &[&str], beside: &str) {
    for key in keys.iter().filter(|key| fields.has(key)) {
        conflict(problems, fields, beside, key);
    }
}
