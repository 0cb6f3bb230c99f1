//! What is wrong with a text that does not parse, in CPython's words and at
//! CPython's place. The parser goes on after a mistake and then complains of
//! what follows from it; only the first one is reported, as CPython does, and
//! the parser's own words stay as the help.

use super::Source;
use crate::python::text::unicode::is_identifier_continue;
use ruff_python_ast::token::{Token, TokenKind};
use ruff_python_ast::{Expr, Mod, Number};
use ruff_python_parser::{LexicalErrorType, ParseError, ParseErrorType, Parsed};
use ruff_text_size::{Ranged, TextRange, TextSize};

/// A mistake: where, what, and what the parser says.
pub struct Mistake {
    pub range: TextRange,
    pub message: String,
    pub help: Option<String>,
}

/// The mistakes in the order of their lines, the first one in CPython's words
/// and place; at most one a line.
pub fn mistakes(source: &Source, parsed: &Parsed<Mod>) -> Vec<Mistake> {
    let text = Text {
        text: &source.text,
        tokens: parsed.tokens(),
    };
    let mut found: Vec<Mistake> = first_mistake(source, parsed).into_iter().collect();
    let (fault, open) = text.brackets();
    let brackets = [fault.map(|(range, _)| range), open];
    // What stands behind a bracket or a quote that is wrong is read wrongly too.
    let lexical = parsed.errors().iter().find(is_lexical);
    let quote = lexical.map(|error| text.wording(error).0);
    if found
        .iter()
        .any(|first| brackets.contains(&Some(first.range)) || quote == Some(first.range))
    {
        return found;
    }
    for error in parsed.errors() {
        let last = found.last().map(|last| text.line(last.range.start()));
        if last.is_some_and(|last| text.line(error.location.start()) > last) {
            let (range, message) = text.wording(error);
            if !text.is_echo(range, &message) {
                found.push(plain(range, message));
            }
        }
    }
    found
}

/// What a parser says where an earlier mistake has left it.
const ECHOES: [&str; 3] = [
    "unexpected EOF while parsing",
    "unexpected indent",
    "unindent does not match any outer indentation level",
];

fn first_mistake(source: &Source, parsed: &Parsed<Mod>) -> Option<Mistake> {
    let error = parsed
        .errors()
        .iter()
        .min_by_key(|error| error.location.start())?;
    let text = Text {
        text: &source.text,
        tokens: parsed.tokens(),
    };
    let lexical = parsed.errors().iter().find(is_lexical);
    let (fault, open) = text.brackets();
    if let Some((range, message)) = fault
        && lexical.is_none_or(|error| range.start() < error.location.start())
    {
        return Some(plain(range, message));
    }
    let error = lexical.unwrap_or(error);
    if let Some(bracket) = open
        && text.is_behind(bracket, error)
    {
        let message = format!("'{}' was never closed", &text.text[bracket]);
        return Some(plain(bracket, message));
    }
    let (range, message) = text.wording(error);
    let own = error.error.to_string();
    let help = (message == "invalid syntax").then(|| lower_first(&own));
    Some(Mistake {
        range,
        message,
        help,
    })
}

fn is_lexical(error: &&ParseError) -> bool {
    matches!(error.error, ParseErrorType::Lexical(_))
}

fn plain(range: TextRange, message: String) -> Mistake {
    Mistake {
        range,
        message,
        help: None,
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        // The parser's messages are English.
        Some(first) => std::iter::once(first.to_ascii_lowercase())
            .chain(chars)
            .collect(),
        None => String::new(),
    }
}

struct Text<'a> {
    text: &'a str,
    tokens: &'a [Token],
}

type Said = (TextRange, String);

impl Text<'_> {
    fn line(&self, at: TextSize) -> usize {
        self.text[..at.to_usize()].matches('\n').count() + 1
    }

    /// The first bracket that closes wrongly, and the innermost that is left open.
    fn brackets(&self) -> (Option<Said>, Option<TextRange>) {
        use TokenKind as T;
        let mut open: Vec<(TextRange, TokenKind)> = Vec::new();
        for token in self.tokens {
            let closes = match token.kind() {
                T::Lpar | T::Lsqb | T::Lbrace => {
                    open.push((token.range(), token.kind()));
                    continue;
                }
                T::Rpar => T::Lpar,
                T::Rsqb => T::Lsqb,
                T::Rbrace => T::Lbrace,
                _ => continue,
            };
            let shown = &self.text[token.range()];
            match open.pop() {
                Some((_, kind)) if kind == closes => {}
                Some((at, _)) => {
                    let opened = &self.text[at];
                    let line = self.line(at.start());
                    let place = if line == self.line(token.start()) {
                        String::new()
                    } else {
                        format!(" on line {line}")
                    };
                    let message = format!(
                        "closing parenthesis '{shown}' does not match opening parenthesis '{opened}'{place}"
                    );
                    return (Some((token.range(), message)), None);
                }
                None => return (Some((token.range(), format!("unmatched '{shown}'"))), None),
            }
        }
        (None, open.last().map(|(at, _)| *at))
    }

    /// Whether an error is only noticed in a line after the open bracket.
    fn is_behind(&self, bracket: TextRange, error: &ParseError) -> bool {
        let at = error.location.start();
        let rest = &self.text[at.to_usize().min(self.text.len())..];
        at > bracket.start()
            && (self.line(at) > self.line(bracket.start())
                || rest.trim_start_matches([' ', '\t', '\r']).starts_with('\n')
                || rest.trim().is_empty())
    }

    fn token_at(&self, at: TextSize) -> usize {
        self.tokens.partition_point(|token| token.start() < at)
    }

    /// What the token at `index` begins with, going back over an operand and
    /// its operators in the same brackets.
    fn operand_start(&self, index: usize) -> TextSize {
        use TokenKind as T;
        let mut depth = 0;
        let mut start = self.tokens[index].start();
        for token in self.tokens[..=index].iter().rev() {
            match token.kind() {
                T::Rpar | T::Rsqb | T::Rbrace => depth += 1,
                T::Lpar | T::Lsqb | T::Lbrace if depth > 0 => depth -= 1,
                T::Lpar
                | T::Lsqb
                | T::Lbrace
                | T::Comma
                | T::Colon
                | T::Semi
                | T::Newline
                | T::Equal
                | T::ColonEqual
                | T::NonLogicalNewline
                | T::Indent
                | T::Dedent
                | T::If
                | T::Elif
                | T::While
                | T::For
                | T::In
                | T::Else
                | T::Return
                | T::Lambda
                    if depth == 0 =>
                {
                    break;
                }
                _ => {}
            }
            start = token.start();
        }
        start
    }

    /// The words for an error of the parser.
    fn wording(&self, error: &ParseError) -> Said {
        use ParseErrorType as E;
        let range = error.location;
        let end = TextRange::new(range.end(), range.end());
        match &error.error {
            E::Lexical(kind) => self.lexical(kind, range),
            E::ExpectedToken { expected, .. } => self.expected(*expected, range),
            E::SimpleStatementsOnSameLine => self.same_line(range),
            E::UnexpectedIndentation => (range, "unexpected indent".to_owned()),
            E::PositionalAfterKeywordArgument => (
                end,
                "positional argument follows keyword argument".to_owned(),
            ),
            E::PositionalAfterKeywordUnpacking => {
                let message = "positional argument follows keyword argument unpacking";
                (end, message.to_owned())
            }
            E::NonDefaultParamAfterDefaultParam => (
                range,
                "non-default argument follows default argument".to_owned(),
            ),
            E::ParamAfterVarKeywordParam => (
                range,
                "arguments cannot follow var-keyword argument".to_owned(),
            ),
            E::ExpectedKeywordParam => (range, "named arguments must follow bare *".to_owned()),
            E::UnparenthesizedGeneratorExpression => (
                range,
                "Generator expression must be parenthesized".to_owned(),
            ),
            E::InvalidAssignmentTarget | E::InvalidNamedAssignmentTarget => self.target(range),
            E::InvalidAugmentedAssignmentTarget => {
                let kind = self.kind(range);
                let message = format!("'{kind}' is an illegal expression for augmented assignment");
                (range, message)
            }
            E::InvalidDeleteTarget => (range, format!("cannot delete {}", self.kind(range))),
            E::FStringError(kind) => {
                let words = kind.to_string().replace('`', "'");
                (range, format!("f-string: {words}"))
            }
            E::ExpectedExpression => self.no_expression(range),
            E::OtherError(words) => self.other(words, range),
            _ => (range, "invalid syntax".to_owned()),
        }
    }

    fn lexical(&self, kind: &LexicalErrorType, range: TextRange) -> Said {
        let line = self.line(range.start());
        let message = match kind {
            LexicalErrorType::UnclosedStringError => {
                let rest = self.text[range.start().to_usize()..]
                    .trim_start_matches(|c: char| c.is_ascii_alphabetic());
                if rest.starts_with("'''") || rest.starts_with("\"\"\"") {
                    let last = self.text.lines().count().max(line);
                    format!("unterminated triple-quoted string literal (detected at line {last})")
                } else {
                    format!("unterminated string literal (detected at line {line})")
                }
            }
            LexicalErrorType::UnicodeError => "(unicode error) the escape is malformed, or \\N{NAME} with a name not known here; \\u with four digits works".to_owned(),
            LexicalErrorType::IndentationError => return self.indentation(range),
            LexicalErrorType::UnrecognizedToken { tok } if !tok.is_ascii() => {
                format!("invalid character '{tok}' (U+{:04X})", u32::from(*tok))
            }
            LexicalErrorType::LineContinuationError => {
                let after = range.end();
                let message = "unexpected character after line continuation character";
                return (TextRange::new(after, after), message.to_owned());
            }
            LexicalErrorType::InvalidByteLiteral => {
                "bytes can only contain ASCII literal characters".to_owned()
            }
            LexicalErrorType::FStringError(kind) => {
                format!("f-string: {}", kind.to_string().replace('`', "'"))
            }
            LexicalErrorType::Eof => "unexpected EOF while parsing".to_owned(),
            _ => return self.number(range),
        };
        (range, message)
    }

    /// A number that is none.
    fn number(&self, range: TextRange) -> Said {
        let rest = &self.text[range.start().to_usize()..];
        let (radix, name) = match rest.as_bytes().get(1) {
            Some(b'b' | b'B') => (2, "binary"),
            Some(b'o' | b'O') => (8, "octal"),
            Some(b'x' | b'X') => (16, "hexadecimal"),
            _ => (10, "decimal"),
        };
        let at = |offset: usize| {
            let place = range.start() + TextSize::from(offset as u32);
            TextRange::new(place, place)
        };
        let word = rest.split(|c: char| !is_identifier_continue(c)).next();
        if radix == 10 {
            if word.is_some_and(|word| word.starts_with('0') && word.len() > 1) {
                let message = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
                return (at(0), message.to_owned());
            }
            return (range, "invalid syntax".to_owned());
        }
        match rest.chars().nth(2) {
            Some(digit) if digit.is_ascii_digit() && !digit.is_digit(radix) => {
                (at(2), format!("invalid digit '{digit}' in {name} literal"))
            }
            _ => (at(1), format!("invalid {name} literal")),
        }
    }

    fn indentation(&self, range: TextRange) -> Said {
        let start = self.text[..range.start().to_usize()]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let is_mixed = |wanted: char| {
            self.text
                .lines()
                .any(|line| line.len() > line.trim_start().len() && line.starts_with(wanted))
        };
        if is_mixed('\t') && is_mixed(' ') {
            let message = "inconsistent use of tabs and spaces in indentation";
            return (range, message.to_owned());
        }
        let end = self.text[start..]
            .find('\n')
            .map_or(self.text.len(), |at| start + at);
        let end = TextSize::from(end as u32);
        let message = "unindent does not match any outer indentation level";
        (TextRange::new(end, end), message.to_owned())
    }

    /// Whether a later mistake only follows from one before: it is about the
    /// lines' depth, at the end of the text, or behind a quote left open.
    fn is_echo(&self, range: TextRange, message: &str) -> bool {
        let rest = &self.text[range.start().to_usize()..];
        ECHOES.contains(&message)
            || rest.trim().is_empty()
            || message.starts_with("unterminated string literal")
    }

    fn expected(&self, expected: TokenKind, range: TextRange) -> Said {
        use TokenKind as T;
        let index = self.token_at(range.start());
        let found = self.tokens.get(index).map_or(T::EndOfFile, Token::kind);
        let before = index.saturating_sub(1);
        let at_end = matches!(found, T::Newline | T::EndOfFile | T::NonLogicalNewline);
        match expected {
            T::Colon
                if at_end && !self.is_in_brackets(index) && !self.follows(index, T::Lambda) =>
            {
                (range, "expected ':'".to_owned())
            }
            T::Colon if found == T::If && self.follows(index, T::Else) => {
                (range, "expected ':'".to_owned())
            }
            T::Colon if found == T::Equal => {
                let start = self.operand_start(before);
                let message = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";
                (TextRange::new(start, range.end()), message.to_owned())
            }
            T::Lpar if self.follows(index, T::Def) => (range, "expected '('".to_owned()),
            T::Else => {
                let start = self.statement_operand(before);
                let message = "expected 'else' after 'if' expression";
                (TextRange::new(start, range.start()), message.to_owned())
            }
            _ if self.is_in_brackets(index) && self.begins_operand(index) => {
                let start = self.operand_start(before);
                let message = "invalid syntax. Perhaps you forgot a comma?";
                (TextRange::new(start, range.end()), message.to_owned())
            }
            _ => (range, "invalid syntax".to_owned()),
        }
    }

    /// Whether `kind` stands earlier in the line of the token at `index`.
    fn follows(&self, index: usize, kind: TokenKind) -> bool {
        self.tokens[..index]
            .iter()
            .rev()
            .take_while(|token| token.kind() != TokenKind::Newline)
            .any(|token| token.kind() == kind)
    }

    fn is_in_brackets(&self, index: usize) -> bool {
        use TokenKind as T;
        let mut depth = 0;
        for token in &self.tokens[..index] {
            match token.kind() {
                T::Lpar | T::Lsqb | T::Lbrace => depth += 1,
                T::Rpar | T::Rsqb | T::Rbrace => depth -= 1,
                _ => {}
            }
        }
        depth > 0
    }

    fn begins_operand(&self, index: usize) -> bool {
        use TokenKind as T;
        let kind = |at: usize| self.tokens.get(at).map(Token::kind);
        let begins = matches!(
            kind(index),
            Some(
                T::Name
                    | T::Int
                    | T::Float
                    | T::String
                    | T::FStringStart
                    | T::True
                    | T::False
                    | T::None
                    | T::Not
                    | T::Lambda
            )
        );
        let before = index.checked_sub(1).and_then(kind);
        let after_operand = matches!(
            before,
            Some(
                T::Name
                    | T::Int
                    | T::Float
                    | T::String
                    | T::FStringEnd
                    | T::True
                    | T::False
                    | T::None
                    | T::Rpar
                    | T::Rsqb
                    | T::Rbrace
            )
        );
        let prefix =
            before == Some(T::Name) && matches!(kind(index), Some(T::String | T::FStringStart));
        begins && after_operand && !prefix
    }

    /// The start of the expression `a if b` that ends at the token `index`.
    fn statement_operand(&self, index: usize) -> TextSize {
        let found = self.tokens[..=index]
            .iter()
            .rposition(|token| token.kind() == TokenKind::If);
        match found.and_then(|at| at.checked_sub(1)) {
            Some(at) => self.operand_start(at),
            None => self.tokens[index].start(),
        }
    }

    /// Two statements in one line: mostly Python 2.
    fn same_line(&self, range: TextRange) -> Said {
        let index = self.token_at(range.start());
        if let Some(before) = index.checked_sub(1).and_then(|at| self.tokens.get(at)) {
            let name = &self.text[before.range()];
            if matches!(name, "print" | "exec") {
                let message =
                    format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
                return (TextRange::new(before.start(), range.end()), message);
            }
            if matches!(before.kind(), TokenKind::Int | TokenKind::Float)
                && before.end() == range.start()
            {
                let last = before.end() - TextSize::from(1);
                return (
                    TextRange::new(last, last),
                    "invalid decimal literal".to_owned(),
                );
            }
        }
        (range, "invalid syntax".to_owned())
    }

    fn no_expression(&self, range: TextRange) -> Said {
        let index = self.token_at(range.start());
        let kind = |at: usize| self.tokens.get(at).map(Token::kind);
        let before = index.checked_sub(1);
        if kind(index) == Some(TokenKind::Rbrace) && before.and_then(kind) == Some(TokenKind::Colon)
        {
            let colon = before.map_or(range, |at| self.tokens[at].range());
            let message = "expression expected after dictionary key and ':'";
            return (colon, message.to_owned());
        }
        if matches!(kind(index), Some(TokenKind::Rbrace))
            && self.follows(index, TokenKind::FStringStart)
        {
            return (range, "f-string: empty expression not allowed".to_owned());
        }
        // `<>` of Python 2 fails at its first half.
        if kind(index) == Some(TokenKind::Greater) && before.and_then(kind) == Some(TokenKind::Less)
        {
            let less = before.map_or(range, |at| self.tokens[at].range());
            return (less, "invalid syntax".to_owned());
        }
        (range, "invalid syntax".to_owned())
    }

    /// Something that cannot be assigned to.
    fn target(&self, range: TextRange) -> Said {
        let kind = self.kind(range);
        let index = self.token_at(range.end());
        let is_plain = matches!(
            kind,
            "literal" | "function call" | "expression" | "attribute"
        );
        let assigns = self.tokens.get(index).map(Token::kind) == Some(TokenKind::Equal);
        if is_plain && assigns {
            let message =
                format!("cannot assign to {kind} here. Maybe you meant '==' instead of '='?");
            return (range, message);
        }
        (range, format!("cannot assign to {kind}"))
    }

    /// CPython's word for the expression at a place.
    fn kind(&self, range: TextRange) -> &'static str {
        let Ok(parsed) = ruff_python_parser::parse_expression(&self.text[range]) else {
            return "expression";
        };
        match parsed.expr() {
            Expr::Call(_) => "function call",
            Expr::NumberLiteral(literal) if matches!(literal.value, Number::Complex { .. }) => {
                "literal"
            }
            Expr::NumberLiteral(_) | Expr::StringLiteral(_) | Expr::BytesLiteral(_) => "literal",
            Expr::BooleanLiteral(literal) if literal.value => "True",
            Expr::BooleanLiteral(_) => "False",
            Expr::NoneLiteral(_) => "None",
            Expr::EllipsisLiteral(_) => "ellipsis",
            Expr::Compare(_) => "comparison",
            Expr::Lambda(_) => "lambda",
            Expr::If(_) => "conditional expression",
            Expr::Generator(_) => "generator expression",
            Expr::ListComp(_) => "list comprehension",
            Expr::DictComp(_) => "dict comprehension",
            Expr::SetComp(_) => "set comprehension",
            Expr::Dict(_) => "dict literal",
            Expr::Set(_) => "set display",
            Expr::FString(_) => "f-string expression",
            Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
            Expr::Await(_) => "await expression",
            Expr::Named(_) => "named expression",
            _ => "expression",
        }
    }

    fn other(&self, words: &str, range: TextRange) -> Said {
        let message = match words {
            _ if words.starts_with("Expected an indented block after") => {
                return (range, self.no_block(words, range));
            }
            "Expected a parameter name" => match &self.text[range] {
                word @ ("True" | "False" | "None") => format!("cannot assign to {word}"),
                _ => "expression cannot contain assignment, perhaps you meant \"==\"?".to_owned(),
            },
            "Trailing comma not allowed" => {
                let end = TextRange::new(range.end(), range.end());
                let message = "trailing comma not allowed without surrounding parentheses";
                return (end, message.to_owned());
            }
            "Only one '*' parameter allowed" => "* argument may appear only once".to_owned(),
            "Bytes literal cannot be mixed with non-bytes literals" => {
                "cannot mix bytes and nonbytes literals".to_owned()
            }
            _ if words.starts_with("Expected `except` or `finally`") => {
                "expected 'except' or 'finally' block".to_owned()
            }
            _ => "invalid syntax".to_owned(),
        };
        (range, message)
    }

    /// A block that is missing: after what, and in which line that is.
    fn no_block(&self, words: &str, range: TextRange) -> String {
        let what = words
            .trim_start_matches("Expected an indented block after ")
            .replace("`class` definition", "class definition")
            .replace("` clause", "` statement")
            .replace('`', "'");
        let index = self.token_at(range.start());
        let colon = self.tokens[..index]
            .iter()
            .rposition(|token| token.kind() == TokenKind::Colon);
        let line = colon.map_or(1, |at| self.line(self.tokens[at].start()));
        format!("expected an indented block after {what} on line {line}")
    }
}
