//! `match` statements: each pattern becomes a tuple that the prelude's
//! `match_pattern` reads (`python/prelude/matching.py`), which gives the
//! captured values or `None`. What CPython compiles to a sequence of tests is
//! data here; the one thing to see of it: the dotted names of a pattern are
//! looked up before its first test, not between its tests. Faults carry
//! CPython's words.

use super::Compiler;
use super::emit::Access;
use crate::python::code::*;
use ruff_python_ast::{self as ast, Expr, Pattern, Singleton};
use ruff_text_size::Ranged;

impl<'a> Compiler<'a> {
    pub(super) fn match_stmt(&mut self, matching: &'a ast::StmtMatch) {
        let end = self.unit().label();
        self.header(matching.range, matching.subject.range());
        self.expr(&matching.subject);
        for (at, case) in matching.cases.iter().enumerate() {
            let is_last = at + 1 == matching.cases.len();
            if let (false, None, Some(words)) = (is_last, &case.guard, irrefutable(&case.pattern)) {
                let words = format!("{words} makes remaining patterns unreachable");
                self.fault(case.pattern.range(), &words);
            }
            self.match_case(case, end);
        }
        self.emit(Op::Pop);
        self.unit().place(end);
    }

    /// One case: [subject] in, the same out if it does not match.
    fn match_case(&mut self, case: &'a ast::MatchCase, end: super::emit::Label) {
        let (other, next) = (self.unit().label(), self.unit().label());
        let head = case
            .guard
            .as_ref()
            .map_or(case.pattern.range(), |guard| guard.range());
        self.header(case.range, head);
        let mut names = Vec::new();
        self.emit(Op::Dup);
        self.pattern(&case.pattern, &mut names);
        self.at(case.pattern.range());
        self.emit(Op::Match);
        for op in [Op::Dup, Op::None, Op::Is] {
            self.emit(op);
        }
        self.unit().jump(Op::PopJumpIfTrue, other);
        for name in names {
            self.emit(Op::Dup);
            self.constant(Const::Str(name.into()));
            self.emit(Op::Subscript);
            self.variable(name, Access::Store);
        }
        self.emit(Op::Pop);
        if let Some(guard) = &case.guard {
            self.jump_if(guard, next, false);
        }
        self.emit(Op::Pop);
        self.body(&case.body);
        self.unit().jump(Op::Jump, end);
        self.unit().place(other);
        self.emit(Op::Pop);
        self.unit().place(next);
    }

    /// Pushes the pattern as a tuple and notes what it captures.
    fn pattern(&mut self, pattern: &'a Pattern, names: &mut Vec<&'a str>) {
        let kind = match pattern {
            Pattern::MatchValue(_) => "value",
            Pattern::MatchSingleton(_) => "singleton",
            Pattern::MatchSequence(_) => "sequence",
            Pattern::MatchMapping(_) => "mapping",
            Pattern::MatchClass(_) => "class",
            Pattern::MatchStar(_) => "star",
            Pattern::MatchAs(_) => "as",
            Pattern::MatchOr(_) => "or",
        };
        self.at(pattern.range());
        self.constant(Const::Str(kind.into()));
        match pattern {
            Pattern::MatchValue(it) => {
                if it.value.is_f_string_expr() {
                    let words = "patterns may only match literals and attribute lookups";
                    self.fault(it.range, words);
                }
                self.expr(&it.value);
            }
            Pattern::MatchSingleton(it) => self.emit(match it.value {
                Singleton::None => Op::None,
                Singleton::True => Op::True,
                Singleton::False => Op::False,
            }),
            Pattern::MatchSequence(it) => self.sequence_pattern(it, names),
            Pattern::MatchMapping(it) => return self.mapping_pattern(it, names),
            Pattern::MatchClass(it) => return self.class_pattern(it, names),
            Pattern::MatchStar(it) => self.capture(it.name.as_ref(), names),
            Pattern::MatchAs(it) => {
                match &it.pattern {
                    Some(inner) => self.pattern(inner, names),
                    None => self.emit(Op::None),
                }
                self.capture(it.name.as_ref(), names);
                return self.emit(Op::BuildTuple(3));
            }
            Pattern::MatchOr(it) => self.alternatives(it, names),
        }
        self.emit(Op::BuildTuple(2));
    }

    /// Pushes the name that a part is captured under, or `None`.
    fn capture(&mut self, name: Option<&'a ast::Identifier>, names: &mut Vec<&'a str>) {
        let Some(name) = name else {
            return self.emit(Op::None);
        };
        if names.contains(&name.as_str()) {
            let words = format!("multiple assignments to name '{name}' in pattern");
            self.fault(name.range, &words);
        } else {
            names.push(name.as_str());
        }
        self.constant(Const::Str(name.as_str().into()));
    }

    fn sequence_pattern(&mut self, it: &'a ast::PatternMatchSequence, names: &mut Vec<&'a str>) {
        let stars = it
            .patterns
            .iter()
            .filter(|part| matches!(part, Pattern::MatchStar(_)));
        if stars.count() > 1 {
            self.fault(it.range, "multiple starred names in sequence pattern");
        }
        self.patterns(&it.patterns, names);
    }

    /// Pushes a tuple of patterns.
    fn patterns(&mut self, patterns: &'a [Pattern], names: &mut Vec<&'a str>) {
        for part in patterns {
            self.pattern(part, names);
        }
        self.emit(Op::BuildTuple(patterns.len() as u32));
    }

    fn mapping_pattern(&mut self, it: &'a ast::PatternMatchMapping, names: &mut Vec<&'a str>) {
        self.values(&it.keys);
        self.patterns(&it.patterns, names);
        self.capture(it.rest.as_ref(), names);
        self.emit(Op::BuildTuple(4));
    }

    fn values(&mut self, values: &'a [Expr]) {
        for value in values {
            self.expr(value);
        }
        self.emit(Op::BuildTuple(values.len() as u32));
    }

    fn class_pattern(&mut self, it: &'a ast::PatternMatchClass, names: &mut Vec<&'a str>) {
        self.expr(&it.cls);
        self.patterns(&it.arguments.patterns, names);
        let keywords = &it.arguments.keywords;
        for (at, keyword) in keywords.iter().enumerate() {
            if keywords[..at]
                .iter()
                .any(|it| it.attr.as_str() == keyword.attr.as_str())
            {
                let words = format!("attribute name repeated in class pattern: {}", keyword.attr);
                self.fault(keyword.pattern.range(), &words);
            }
            self.constant(Const::Str(keyword.attr.as_str().into()));
            self.pattern(&keyword.pattern, names);
            self.emit(Op::BuildTuple(2));
        }
        self.emit(Op::BuildTuple(keywords.len() as u32));
        self.emit(Op::BuildTuple(4));
    }

    /// Alternatives capture the same names each, in any order.
    fn alternatives(&mut self, it: &'a ast::PatternMatchOr, names: &mut Vec<&'a str>) {
        let before = names.len();
        let mut first: Option<Vec<&'a str>> = None;
        for (at, part) in it.patterns.iter().enumerate() {
            let is_last = at + 1 == it.patterns.len();
            if let (false, Some(words)) = (is_last, irrefutable(part)) {
                let words = format!("{words} makes remaining patterns unreachable");
                self.fault(part.range(), &words);
            }
            names.truncate(before);
            self.pattern(part, names);
            let mut found = names[before..].to_vec();
            found.sort_unstable();
            if *first.get_or_insert_with(|| found.clone()) != found {
                // CPython names the part that it looked at last.
                let last = self.unit().at(part.range());
                self.fault(last, "alternative patterns bind different names");
                first = Some(found);
            }
        }
        self.emit(Op::BuildTuple(it.patterns.len() as u32));
    }
}

/// The words for a pattern that matches whatever comes.
fn irrefutable(pattern: &Pattern) -> Option<String> {
    match pattern {
        Pattern::MatchAs(it) => match (&it.pattern, &it.name) {
            (Some(inner), _) => irrefutable(inner),
            (None, Some(name)) => Some(format!("name capture '{name}'")),
            (None, None) => Some("wildcard".to_owned()),
        },
        Pattern::MatchOr(it) => it.patterns.last().and_then(irrefutable),
        _ => None,
    }
}

/// The name that a pattern binds by itself, without its parts.
pub(super) fn bound(pattern: &Pattern) -> Option<&str> {
    let name = match pattern {
        Pattern::MatchAs(it) => it.name.as_ref(),
        Pattern::MatchStar(it) => it.name.as_ref(),
        Pattern::MatchMapping(it) => it.rest.as_ref(),
        _ => None,
    };
    name.map(|name| name.as_str())
}
