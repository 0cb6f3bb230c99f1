//! The Python texts of the core, packed: what only people read is taken out
//! (`build/pack.rs`). They are part of the program unless the feature `library`
//! is off; then who builds a world brings them (the page, which keeps them
//! outside of its WebAssembly). The line numbers of a packed text are not those
//! of its file, which nobody sees: frames of the library are not shown.

use std::fmt;
use std::rc::Rc;

use crate::base::Map;

/// Python texts by their path from `src`, e.g. `python/stdlib/os/path.py`.
#[derive(Clone, PartialEq, Eq)]
pub struct Texts(Rc<Map<Rc<str>, Rc<str>>>);

#[cfg(feature = "library")]
const TEXTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/library.rs"));
#[cfg(not(feature = "library"))]
const TEXTS: &[(&str, &str)] = &[];

/// What comes with the program.
impl Default for Texts {
    fn default() -> Texts {
        TEXTS.iter().copied().collect()
    }
}

impl<'a> FromIterator<(&'a str, &'a str)> for Texts {
    fn from_iter<I: IntoIterator<Item = (&'a str, &'a str)>>(texts: I) -> Texts {
        let texts = texts.into_iter();
        Texts(Rc::new(
            texts
                .map(|(path, text)| (path.into(), text.into()))
                .collect(),
        ))
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "<{} texts>", self.0.len())
    }
}

impl Texts {
    /// Texts one after the other, each below a line `#: path` of its own.
    pub fn parse(all: &str) -> Texts {
        let parts = all.split("\n#: ").skip(1);
        parts.filter_map(|part| part.split_once('\n')).collect()
    }

    /// The text at a path, if there is one.
    pub fn find(&self, path: &str) -> Option<&Rc<str>> {
        self.0.get(path)
    }

    /// A text that the core cannot be without.
    pub(crate) fn get(&self, path: &str) -> Rc<str> {
        let found = self.find(path);
        found.unwrap_or_else(|| panic!("no text {path}")).clone()
    }

    /// The modules below `python/stdlib`: (dotted name, text).
    pub(crate) fn standard(&self) -> impl Iterator<Item = (Rc<str>, Rc<str>)> {
        self.0.iter().filter_map(|(path, text)| {
            let file = path.strip_prefix("python/stdlib/")?.strip_suffix(".py")?;
            let module = file.strip_suffix("/__init__").unwrap_or(file);
            Some((module.replace('/', ".").into(), text.clone()))
        })
    }
}

#[cfg(test)]
#[path = "../../build/pack.rs"]
mod pack;

#[cfg(test)]
#[allow(
    clippy::disallowed_methods,
    reason = "it reads the texts as the build script does"
)]
mod tests {
    use std::path::Path;

    use ruff_python_ast::comparable::ComparableStmt;
    use ruff_python_ast::{Expr, Stmt};

    use super::Texts;
    use super::pack::{files, pack};

    /// The syntax tree without what does nothing: docstrings and `pass`.
    fn tree(text: &str, name: &str) -> Vec<Stmt> {
        let parsed = ruff_python_parser::parse_module(text);
        let mut body = parsed
            .unwrap_or_else(|problem| panic!("{name}: {problem}\n{text}"))
            .into_suite();
        keep_effects(&mut body);
        body.into_iter().collect()
    }

    fn keep_effects(body: &mut ruff_python_ast::Suite) {
        body.retain(|statement| match statement {
            Stmt::Expr(one) => !matches!(*one.value, Expr::StringLiteral(_)),
            Stmt::Pass(_) => false,
            _ => true,
        });
        for statement in body {
            match statement {
                Stmt::FunctionDef(inner) => keep_effects(&mut inner.body),
                Stmt::ClassDef(inner) => keep_effects(&mut inner.body),
                Stmt::While(inner) => {
                    keep_effects(&mut inner.body);
                    keep_effects(&mut inner.orelse);
                }
                Stmt::For(inner) => {
                    keep_effects(&mut inner.body);
                    keep_effects(&mut inner.orelse);
                }
                Stmt::With(inner) => keep_effects(&mut inner.body),
                Stmt::If(inner) => {
                    keep_effects(&mut inner.body);
                    for clause in &mut inner.elif_else_clauses {
                        keep_effects(&mut clause.body);
                    }
                }
                Stmt::Try(inner) => {
                    for part in [&mut inner.body, &mut inner.orelse, &mut inner.finalbody] {
                        keep_effects(part);
                    }
                    for handler in &mut inner.handlers {
                        let ruff_python_ast::ExceptHandler::ExceptHandler(handler) = handler;
                        keep_effects(&mut handler.body);
                    }
                }
                _ => {}
            }
        }
    }

    /// Packs a text, which must keep its syntax tree and be packed at once.
    fn check(text: &str, name: &str) -> String {
        let packed = pack(text);
        let (old, new) = (tree(text, name), tree(&packed, name));
        let comparable = |tree: &'_ [Stmt]| tree.iter().map(ComparableStmt::from).count();
        assert_eq!(comparable(&old), comparable(&new), "{name}");
        for (old, new) in old.iter().zip(&new) {
            let (old, new) = (ComparableStmt::from(old), ComparableStmt::from(new));
            assert!(old == new, "{name}: {old:?}\nbecame {new:?}");
        }
        assert_eq!(pack(&packed), packed, "{name}");
        packed
    }

    #[test]
    fn packing_keeps_the_syntax_tree_of_the_library() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let paths = files(&source, |name| name.ends_with(".py")).unwrap();
        assert!(paths.len() > 50);
        for path in paths {
            check(&std::fs::read_to_string(source.join(&path)).unwrap(), &path);
        }
    }

    #[test]
    fn texts_are_kept_one_after_the_other() {
        let texts = Texts::parse("\n#: python/stdlib/a/__init__.py\nx='#: '\n\n#: b.py\n");
        let standard: Vec<_> = texts.standard().collect();
        assert_eq!(standard, [("a".into(), "x='#: '\n".into())]);
        assert_eq!(texts.get("b.py"), "".into());
        assert_eq!(texts.find("c.py"), None);
    }

    #[test]
    fn packed_texts() {
        let cases = [
            ("# note\n\nx = 1  # one\n", "x=1\n"),
            ("'''Doc.'''\nx = '# no'\n", "x='# no'\n"),
            ("def f():\n    '''Doc.'''\n", "def f():pass\n"),
            (
                "def f():\n    r'Doc.'\n    return 1\n",
                "def f():return 1\n",
            ),
            (
                "class A:\n\tx = 1\n\n\tdef f(self): ...\ny = 2",
                "class A:\n x=1\n def f(self):...\ny=2\n",
            ),
            (
                "if a:\n    if b:\n        c = 1\nelse:\n    d()\n",
                "if a:\n if b:c=1\nelse:d()\n",
            ),
            ("f(\n    a,  # first\n    b = 1,\n)\n", "f(a,b=1,)\n"),
            (
                "x = '' 'b' \"c\"\ny = a or'b'\n",
                "x='' 'b' \"c\"\ny=a or 'b'\n",
            ),
            (
                "x = 1 if y else 2. if z else 3\n",
                "x=1 if y else 2. if z else 3\n",
            ),
            (
                "s = '''a\n    # b\n\n  c'''\n",
                "s='''a\n    # b\n\n  c'''\n",
            ),
            (
                "x = f'{a + 1:>{w}} # {b!r}' + rb'\\''\n",
                "x=f'{a + 1:>{w}} # {b!r}'+rb'\\''\n",
            ),
            (
                "x = a + \\\n    b\nf(x)['k'] = lambda: 0\n",
                "x=a+b\nf(x)['k']=lambda:0\n",
            ),
            (
                "\u{e9}t\u{e9} = not x is None\n",
                "\u{e9}t\u{e9}=not x is None\n",
            ),
            (
                "'text' + f()\n'''a''' '''b'''\nb''.join(x)\n",
                "'text'+f()\nb''.join(x)\n",
            ),
        ];
        for (text, packed) in cases {
            assert_eq!(check(text, text), packed);
        }
    }
}
