//! Light colouring of Python text for reading: keywords, strings, numbers and
//! comments. Not a parser: it never refuses a text and knows no grammar.

/// What a piece of text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// Anything else.
    Plain,
    /// `for`, `import`, `None`.
    Keyword,
    /// A string or a part of one.
    Text,
    /// A number.
    Number,
    /// From `#` to the end of the line.
    Comment,
}

/// A piece of one line.
pub type Piece = (Class, String);

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue",
    "def", "del", "elif", "else", "except", "finally", "for", "from", "global", "if", "import",
    "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while",
    "with", "yield",
];

/// The lines of `text`, each as its pieces.
pub fn lines(text: &str) -> Vec<Vec<Piece>> {
    // The marks of a string that is open at the end of a line.
    let mut open: Option<&'static str> = None;
    text.lines()
        .map(|line| {
            let mut scanner = Scanner {
                rest: line,
                pieces: Vec::new(),
                open: open.take(),
            };
            scanner.run();
            // Only triple quotes and continued lines reach over a line's end.
            open = scanner
                .open
                .filter(|marks| marks.len() == 3 || line.ends_with('\\'));
            scanner.pieces
        })
        .collect()
}

/// The lines of a scenario: tables as keywords, and programs as Python.
pub fn toml(text: &str) -> Vec<Vec<Piece>> {
    let all: Vec<&str> = text.lines().collect();
    let mut out = Vec::with_capacity(all.len());
    let mut at = 0;
    while let Some(line) = all.get(at) {
        at += 1;
        let start = line.trim_start();
        if start.starts_with('[') {
            out.push(vec![(Class::Keyword, (*line).to_owned())]);
            continue;
        }
        let Some(marks) = opens(start) else {
            out.extend(lines(line));
            if line.is_empty() {
                out.push(Vec::new());
            }
            continue;
        };
        out.push(vec![(Class::Plain, (*line).to_owned())]);
        let rest = &all[at..];
        let inside = rest.iter().take_while(|line| !line.contains(marks)).count();
        if start.starts_with("program") {
            out.extend(lines(&rest[..inside].join("\n")));
        } else {
            let text = rest[..inside].iter();
            out.extend(text.map(|line| vec![(Class::Text, (*line).to_owned())]));
        }
        // An empty block has no lines of its own.
        out.truncate(at + inside);
        while out.len() < at + inside {
            out.push(Vec::new());
        }
        at += inside;
        if let Some(end) = all.get(at) {
            out.push(vec![(Class::Plain, (*end).to_owned())]);
            at += 1;
        }
    }
    out
}

/// The marks of a long text that begins on this line and does not end on it.
fn opens(line: &str) -> Option<&'static str> {
    ["'''", "\"\"\""].into_iter().find(|marks| {
        let mut parts = line.split(marks);
        let before = parts.next().unwrap_or_default();
        before.contains('=')
            && !before.contains('#')
            && parts.next().is_some()
            && parts.next().is_none()
    })
}

struct Scanner<'a> {
    rest: &'a str,
    pieces: Vec<Piece>,
    open: Option<&'static str>,
}

impl Scanner<'_> {
    fn run(&mut self) {
        if let Some(marks) = self.open {
            self.string(marks, 0);
        }
        while let Some(first) = self.rest.chars().next() {
            match first {
                '#' => self.take(self.rest.len(), Class::Comment),
                c if c.is_ascii_digit() => self.take_while(Class::Number, in_number),
                c if in_word(c) => self.word(),
                '"' | '\'' => self.quoted(0),
                c => self.take(c.len_utf8(), Class::Plain),
            }
        }
    }

    fn word(&mut self) {
        let length = length_while(self.rest, in_word);
        let word = &self.rest[..length];
        let is_prefix = length <= 2 && word.chars().all(|c| "rRbBuUfF".contains(c));
        if is_prefix && self.rest[length..].starts_with(['"', '\'']) {
            return self.quoted(length);
        }
        let class = if KEYWORDS.contains(&word) {
            Class::Keyword
        } else {
            Class::Plain
        };
        self.take(length, class);
    }

    /// A string whose quote begins `prefix` bytes from here.
    fn quoted(&mut self, prefix: usize) {
        let marks = ["\"\"\"", "'''", "\"", "'"]
            .into_iter()
            .find(|marks| self.rest[prefix..].starts_with(marks));
        if let Some(marks) = marks {
            self.string(marks, prefix + marks.len());
        }
    }

    /// The rest of a string whose opening ends at byte `from`.
    fn string(&mut self, marks: &'static str, from: usize) {
        let mut escaped = false;
        for (at, c) in self.rest[from..].char_indices() {
            if escaped {
                escaped = false;
            } else if c == '\\' {
                escaped = true;
            } else if self.rest[from + at..].starts_with(marks) {
                self.open = None;
                return self.take(from + at + marks.len(), Class::Text);
            }
        }
        self.open = Some(marks);
        self.take(self.rest.len(), Class::Text);
    }

    fn take_while(&mut self, class: Class, belongs: impl Fn(char) -> bool) {
        self.take(length_while(self.rest, belongs), class);
    }

    fn take(&mut self, length: usize, class: Class) {
        let (piece, rest) = self.rest.split_at(length);
        self.rest = rest;
        match self.pieces.last_mut() {
            Some(last) if last.0 == class => last.1.push_str(piece),
            _ => self.pieces.push((class, piece.to_owned())),
        }
    }
}

fn length_while(text: &str, belongs: impl Fn(char) -> bool) -> usize {
    text.find(|c| !belongs(c)).unwrap_or(text.len())
}

/// Whether a name can have this; beyond ASCII no other token can.
fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || !c.is_ascii()
}

fn in_number(c: char) -> bool {
    in_word(c) || c == '.'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_keep_their_lines() {
        let text = "# c\n[process.a]\nprogram = '''\nfor x in y:\n\n    pass\n'''\nsay = '''\nfor us\n'''\n\nx = 1\nprogram = '''\n'''\nend = ''";
        let found = toml(text);
        let back: Vec<String> = found
            .iter()
            .map(|line| line.iter().map(|piece| piece.1.as_str()).collect())
            .collect();
        assert_eq!(back.join("\n"), text);
        assert_eq!(found[1][0].0, Class::Keyword);
        assert_eq!(found[3][0], (Class::Keyword, "for".to_owned()));
        assert_eq!(found[8][0].0, Class::Text);
    }

    fn check(text: &str, expected: &[&str]) {
        let found: Vec<String> = lines(text)
            .iter()
            .map(|line| {
                line.iter()
                    .map(|(class, text)| match class {
                        Class::Plain => text.clone(),
                        Class::Keyword => format!("<k {text}>"),
                        Class::Text => format!("<s {text}>"),
                        Class::Number => format!("<n {text}>"),
                        Class::Comment => format!("<c {text}>"),
                    })
                    .collect()
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn colours_what_a_reader_looks_for() {
        check("import zmq", &["<k import> zmq"]);
        check("x = 8  # HWM", &["x = <n 8>  <c # HWM>"]);
        check(
            r#"s.send(b"job %d" % i)"#,
            &[r#"s.send(<s b"job %d"> % i)"#],
        );
        check(r#"a = 'it\'s' + "x""#, &[r#"a = <s 'it\'s'> + <s "x">"#]);
        check("'''one\ntwo''' + 3", &["<s '''one>", "<s two'''> + <n 3>"]);
        check("x = \"open\ny = 1", &["x = <s \"open>", "y = <n 1>"]);
        check("forward = île", &["forward = île"]);
        check("0x1f_ff + 1e3", &["<n 0x1f_ff> + <n 1e3>"]);
        check(r"r'\' + 1", &[r"<s r'\' + 1>"]);
    }

    #[test]
    fn loses_no_character() {
        for text in [
            "",
            "\n\n",
            "\"\"\"",
            "f'{x!r}' é # ü",
            "'\\",
            "\t\u{1f600} 'x",
        ] {
            let joined: Vec<String> = lines(text)
                .into_iter()
                .map(|line| line.into_iter().map(|piece| piece.1).collect())
                .collect();
            assert_eq!(joined, text.lines().collect::<Vec<_>>());
        }
    }
}
