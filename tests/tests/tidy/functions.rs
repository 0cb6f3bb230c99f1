//! How long functions are, over the whole house: a few may be long, a habit of
//! it is a complaint.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// Lines of a function, from `fn` to its closing brace, that fit a screen.
const LONG: usize = 70;

/// Out of a hundred functions so many may be longer.
const LONG_PER_CENT: usize = 3;

/// Half of all functions are at most as long as this.
const MEDIAN: usize = 10;

/// A function and how many lines it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Length {
    pub lines: usize,
    /// `file:line name`.
    pub place: String,
}

/// The functions of a file, in order.
pub fn lengths(file: &str, text: &str) -> Vec<Length> {
    let stream = text.parse().expect("a Rust file that compiles");
    let mut found = Vec::new();
    collect(file, stream, &mut found);
    found
}

/// Complains of the house, naming its longest functions.
pub fn check(lengths: &[Length]) -> Vec<String> {
    let mut sorted = lengths.to_vec();
    sorted.sort_by_key(|function| std::cmp::Reverse(function.lines));
    let long = sorted.partition_point(|function| function.lines > LONG);
    let mut complaints = Vec::new();
    if long * 100 > LONG_PER_CENT * sorted.len() {
        let names = sorted
            .iter()
            .take(long)
            .map(|function| format!("{}: {} lines", function.place, function.lines));
        complaints.push(format!(
            "{long} of {} functions have more than {LONG} lines",
            sorted.len()
        ));
        complaints.extend(names);
    }
    let median = sorted
        .get(sorted.len() / 2)
        .map_or(0, |middle| middle.lines);
    if median > MEDIAN {
        complaints.push(format!("half of all functions have {median} lines or more"));
    }
    complaints
}

fn collect(file: &str, stream: TokenStream, found: &mut Vec<Length>) {
    // Line and name of a function whose body has not come yet.
    let mut open: Option<(usize, String)> = None;
    let mut after_fn = None;
    for token in stream {
        match token {
            TokenTree::Ident(word) if word == "fn" => after_fn = Some(word.span().start().line),
            TokenTree::Ident(word) => {
                if let Some(line) = after_fn.take() {
                    open = Some((line, word.to_string()));
                }
            }
            TokenTree::Punct(mark) if mark.as_char() == ';' => open = None,
            TokenTree::Group(group) => {
                // `fn(A) -> B` is a type.
                after_fn = None;
                if group.delimiter() == Delimiter::Brace
                    && let Some((line, name)) = open.take()
                {
                    let lines = group.span_close().end().line - line + 1;
                    let place = format!("{file}:{line} {name}");
                    found.push(Length { lines, place });
                }
                collect(file, group.stream(), found);
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn functions_are_measured_wherever_they_are() {
        let text =
            "fn a() {}\nimpl B {\n fn c(f: fn(u8) -> u8) {\n  1\n }\n}\ntrait D { fn e(); }\n";
        let found = lengths("x.rs", text);
        let found: Vec<_> = found.iter().map(|f| (f.lines, f.place.as_str())).collect();
        assert_eq!(found, [(1, "x.rs:1 a"), (3, "x.rs:3 c")]);
    }

    #[test]
    fn a_habit_of_long_functions_is_found() {
        let house = |lengths: &[(usize, usize)]| {
            let each = lengths.iter().flat_map(|&(count, lines)| {
                let place = format!("x.rs:{lines}");
                std::iter::repeat_n(Length { lines, place }, count)
            });
            check(&each.collect::<Vec<_>>()).len()
        };
        assert_eq!(house(&[(97, 9), (3, 400)]), 0);
        assert_eq!(house(&[(96, 9), (4, 71)]), 5);
        assert_eq!(house(&[(10, 9), (90, 20)]), 1);
    }
}
