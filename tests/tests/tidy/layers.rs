//! The order of the rooms. It reads tokens, so that comments and strings do not
//! count and paths inside of macros do.

use std::iter::Peekable;

use proc_macro2::{TokenStream, TokenTree};

use crate::Complaint;

/// The rooms of `sim-core`, each row standing on those before it. Rooms of one
/// row never see each other.
const ROWS: [&[&str]; 8] = [
    &["base"],
    &["python", "network"],
    &["messaging"],
    &["system"],
    &["world"],
    &["scenario", "trace"],
    &["view"],
    &["session"],
];

/// What the command line and the page may see of `sim-core`.
const SHOWN: [&str; 5] = ["base", "scenario", "trace", "view", "session"];

/// The one thing that they may also hand in.
const COMMAND: (&str, &str) = ("world", "Command");

/// The rooms of the page, in the same way. Its root may name all of them.
const PAGE: [&[&str]; 6] = [
    &["base64", "engine", "shared"],
    &["draw"],
    &["platform"],
    &["library"],
    &["app"],
    &["components"],
];

/// Stands on all of them; the page as a whole, `app/mod.rs`, shows it.
const PANELS: (&str, &str) = ("panels", "web-ui/src/app/mod.rs");

/// Measures the engine from the inside, which is its purpose.
const BENCH: &str = "cli/src/bench";

/// A path that begins at the root of `sim-core`.
#[derive(Debug, PartialEq, Eq)]
struct Use {
    line: usize,
    room: String,
    /// What is taken from the room; none if it is the room itself or several.
    item: Option<String>,
}

/// Complains of every use in a file that runs against the order.
pub fn check(file: &str, text: &str) -> Vec<Complaint> {
    let Some((package, path)) = file.split_once("/src/") else {
        return Vec::new();
    };
    let allowed: &dyn Fn(&Use) -> bool = match package {
        "sim-core" => &|found| may_use(room_of(path), &found.room),
        "cli" | "web-ui" if !file.starts_with(BENCH) => &|found| may_show(found),
        _ => return Vec::new(),
    };
    let user = match package {
        "sim-core" => room_of(path),
        other => other,
    };
    let root = if package == "sim-core" {
        "crate"
    } else {
        "sim_core"
    };
    let mut complaints = Vec::new();
    for found in uses(text, root, depth_of(path)) {
        if !allowed(&found) {
            let item = found
                .item
                .map(|item| format!("::{item}"))
                .unwrap_or_default();
            let what = format!("{user} may not use {}{item}", found.room);
            complaints.push(Complaint::new(found.line, what));
        }
    }
    complaints
}

/// Complains of every use in a file of the page that runs against its order.
pub fn check_page(file: &str, text: &str) -> Vec<Complaint> {
    let Some(path) = file.strip_prefix("web-ui/src/") else {
        return Vec::new();
    };
    let row = |room: &str| PAGE.iter().position(|row| row.contains(&room));
    let user = room_of(path);
    let last = PAGE.len();
    let of_user = row(user).unwrap_or(if user == PANELS.0 { last } else { last + 1 });
    let may = |used: &str| match row(used) {
        Some(of_used) => user == used || of_used < of_user,
        None => used != PANELS.0 || of_user >= last || file == PANELS.1,
    };
    let found = uses(text, "crate", depth_of(path)).into_iter();
    let wrong = found.filter(|found| !may(&found.room));
    wrong
        .map(|found| {
            let what = format!("{user} may not use {}", found.room);
            Complaint::new(found.line, what)
        })
        .collect()
}

/// Complains where `web_sys` is used outside of the page's platform folder.
pub fn check_browser(file: &str, text: &str) -> Vec<Complaint> {
    let page = file.starts_with("web-ui/src/");
    if !page || file.starts_with("web-ui/src/platform") {
        return Vec::new();
    }
    let mut complaints = Vec::new();
    for_each_word(tokens(text), &mut |word, line| {
        if word == "web_sys" {
            let what = "web_sys is used outside of the folder `platform`";
            complaints.push(Complaint::new(line, what));
        }
    });
    complaints
}

/// Whether code in one room may name another. The root (`lib.rs`) may name all.
fn may_use(user: &str, used: &str) -> bool {
    let row = |room: &str| ROWS.iter().position(|row| row.contains(&room));
    match (row(user), row(used)) {
        (Some(of_user), Some(of_used)) => user == used || of_used < of_user,
        (None, Some(_)) => user == "lib",
        (_, None) => false,
    }
}

fn may_show(found: &Use) -> bool {
    let (room, item) = COMMAND;
    SHOWN.contains(&found.room.as_str())
        || (found.room == room && found.item.as_deref() == Some(item))
}

/// `python` of `python/vm/frame.rs`, `lib` of `lib.rs`.
fn room_of(path: &str) -> &str {
    let first = path.split('/').next().unwrap_or(path);
    first.strip_suffix(".rs").unwrap_or(first)
}

/// How many modules deep a file is: 0 for `lib.rs`, 1 for `base/mod.rs`.
fn depth_of(path: &str) -> usize {
    let folders = path.matches('/').count();
    let own = ["mod.rs", "lib.rs", "main.rs"].contains(&path.rsplit('/').next().unwrap_or(path));
    if own { folders } else { folders + 1 }
}

fn tokens(text: &str) -> TokenStream {
    text.parse().expect("a Rust file that compiles")
}

fn uses(text: &str, root: &str, depth: usize) -> Vec<Use> {
    let mut found = Vec::new();
    let reader = Reader { root };
    reader.read(tokens(text), depth, &mut found);
    found
}

type Tokens = Peekable<proc_macro2::token_stream::IntoIter>;

/// Finds paths to the root in the tokens of a module.
struct Reader<'a> {
    /// What the root is called here: `crate` or `sim_core`.
    root: &'a str,
}

impl Reader<'_> {
    fn read(&self, stream: TokenStream, depth: usize, found: &mut Vec<Use>) {
        let mut tokens = stream.into_iter().peekable();
        let mut inside = depth;
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => {
                    self.read(group.stream(), inside, found);
                    inside = depth;
                }
                TokenTree::Ident(word) if word == self.root => {
                    self.read_rest(&mut tokens, 0, found);
                }
                TokenTree::Ident(word) if word == "super" && depth > 0 => {
                    let above = climb(&mut tokens, depth - 1);
                    if self.root == "crate" {
                        self.read_rest(&mut tokens, above, found);
                    }
                }
                // The module's braces are the next group.
                TokenTree::Ident(word) if word == "mod" => inside = depth + 1,
                TokenTree::Punct(mark) if mark.as_char() == ';' => inside = depth,
                _ => {}
            }
        }
    }

    /// What follows a path's beginning, which leads `above` modules below the
    /// root: at the root, the next name is a room.
    fn read_rest(&self, tokens: &mut Tokens, above: usize, found: &mut Vec<Use>) {
        if !skip_colons(tokens) {
            return;
        }
        match tokens.peek() {
            Some(TokenTree::Group(group)) if above > 0 => {
                let stream = group.stream();
                tokens.next();
                self.read(stream, above, found);
            }
            Some(TokenTree::Group(group)) => {
                let mut members = group.stream().into_iter().peekable();
                tokens.next();
                while members.peek().is_some() {
                    push_room(&mut members, found);
                    while members.next().is_some_and(|token| !is_mark(&token, ',')) {}
                }
            }
            Some(_) if above == 0 => push_room(tokens, found),
            _ => {}
        }
    }
}

/// Counts further `super::`; returns how deep the path then is.
fn climb(tokens: &mut Tokens, mut depth: usize) -> usize {
    let mut ahead = tokens.clone();
    while skip_colons(&mut ahead)
        && matches!(ahead.next(), Some(TokenTree::Ident(word)) if word == "super")
    {
        depth = depth.saturating_sub(1);
        *tokens = ahead.clone();
    }
    depth
}

/// Reads `room` or `room::item`. A star or anything else is a room that nobody
/// may use, under its own name.
fn push_room(tokens: &mut Tokens, found: &mut Vec<Use>) {
    let Some(token) = tokens.next() else { return };
    let line = token.span().start().line;
    let room = token.to_string();
    let item = if skip_colons(tokens) {
        match tokens.peek() {
            Some(TokenTree::Ident(item)) => Some(item.to_string()),
            _ => None,
        }
    } else {
        None
    };
    found.push(Use { line, room, item });
}

fn skip_colons(tokens: &mut Tokens) -> bool {
    let mut ahead = tokens.clone();
    let both = (0..2).all(|_| ahead.next().is_some_and(|token| is_mark(&token, ':')));
    if both {
        *tokens = ahead;
    }
    both
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn for_each_word(stream: TokenStream, look: &mut impl FnMut(&str, usize)) {
    for token in stream {
        match token {
            TokenTree::Group(group) => for_each_word(group.stream(), look),
            TokenTree::Ident(word) => look(&word.to_string(), word.span().start().line),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_case(file: &str, text: &str, expected: &[&str]) {
        let found: Vec<_> = check(file, text)
            .iter()
            .chain(&check_browser(file, text))
            .chain(&check_page(file, text))
            .map(Complaint::to_string)
            .collect();
        assert_eq!(found, expected, "{file}: {text}");
    }

    #[test]
    fn uses_along_the_order_are_fine() {
        for (file, text) in [
            ("sim-core/src/lib.rs", "pub use crate::world::World;"),
            ("sim-core/src/python/vm.rs", "use crate::base::Time;"),
            ("sim-core/src/python/vm.rs", "use crate::python::code;"),
            ("sim-core/src/python/vm.rs", "// use crate::network;\n"),
            (
                "sim-core/src/python/vm.rs",
                "const A: &str = \"crate::world\";",
            ),
            (
                "sim-core/src/python/vm.rs",
                "use super::code; mod t { use super::super::a; }",
            ),
            (
                "sim-core/src/session/mod.rs",
                "use crate::{base::Time, view, world::World};",
            ),
            (
                "cli/src/run.rs",
                "use sim_core::{session::Session, world::Command};",
            ),
            ("cli/src/run.rs", "use crate::files; use super::world;"),
            ("web-ui/src/platform/size.rs", "use web_sys::Window;"),
            ("web-ui/src/app/mod.rs", "use crate::{draw::Size, panels};"),
            (
                "web-ui/src/panels/mod.rs",
                "use crate::components::card; use super::a;",
            ),
            (
                "web-ui/src/probe.rs",
                "use crate::{engine, library, panels};",
            ),
            ("tests/src/lib.rs", "use sim_core::system::Process;"),
            ("cli/src/bench/phold.rs", "use sim_core::world::Scheduled;"),
        ] {
            check_case(file, text, &[]);
        }
    }

    #[test]
    fn uses_against_the_order_are_found_however_they_are_written() {
        let vm = "sim-core/src/python/vm.rs";
        let network = "1: python may not use network";
        check_case(
            vm,
            "use crate::network::Link;",
            &["1: python may not use network::Link"],
        );
        check_case(vm, "use crate::{base::Time, network};", &[network]);
        check_case(
            vm,
            "\n\nuse crate::{network::{A, B}};",
            &["3: python may not use network"],
        );
        check_case(vm, "use super::super::network;", &[network]);
        check_case(vm, "use super::{super::network};", &[network]);
        check_case(
            vm,
            "mod t { use super::super::super::network; }",
            &[network],
        );
        check_case(vm, "fn f() { m!(crate::network); }", &[network]);
        check_case(
            vm,
            "fn f(a: crate::world::W) {}",
            &["1: python may not use world::W"],
        );
        check_case(vm, "use crate::*;", &["1: python may not use *"]);
        check_case(vm, "use crate::attic;", &["1: python may not use attic"]);
        check_case(
            "sim-core/src/python/mod.rs",
            "use super::network;",
            &[network],
        );
        check_case(
            "sim-core/src/network/mod.rs",
            "use crate::python;",
            &["1: network may not use python"],
        );
        check_case(
            "sim-core/src/attic/mod.rs",
            "use crate::base;",
            &["1: attic may not use base"],
        );
    }

    #[test]
    fn the_page_has_an_order_of_its_own() {
        for (file, text, expected) in [
            (
                "web-ui/src/platform/text.rs",
                "use crate::app::msg::Msg;",
                "1: platform may not use app",
            ),
            (
                "web-ui/src/app/keys.rs",
                "use crate::panels;",
                "1: app may not use panels",
            ),
            (
                "web-ui/src/draw/a/b.rs",
                "use super::super::super::panels::c;",
                "1: draw may not use panels",
            ),
            (
                "web-ui/src/components/card.rs",
                "use crate::{panels::stage, app};",
                "1: components may not use panels",
            ),
        ] {
            check_case(file, text, &[expected]);
        }
    }

    #[test]
    fn screens_see_only_what_is_made_for_them() {
        let found = "1: cli may not use system::Process";
        check_case("cli/src/run.rs", "use sim_core::system::Process;", &[found]);
        check_case(
            "web-ui/src/app.rs",
            "use sim_core::world::{Command, World};",
            &["1: web-ui may not use world"],
        );
        check_case(
            "web-ui/src/app.rs",
            "fn f() { sim_core::world::World::new() }",
            &["1: web-ui may not use world::World"],
        );
        check_case(
            "web-ui/src/app.rs",
            "\nuse yew::web_sys::Window;",
            &["2: web_sys is used outside of the folder `platform`"],
        );
    }
}
