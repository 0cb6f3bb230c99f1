//! How Python text is built into the core: packed by the build script, which
//! takes out what only people read. The line numbers of a packed text are not
//! those of its file, which nobody sees: frames of the library are not shown.

/// The packed text of a file, by its path from `src`.
macro_rules! library_text {
    ($path:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/library/", $path))
    };
}
pub(crate) use library_text;

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

    use super::pack::pack;

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

    fn check_folder(folder: &Path) -> usize {
        let entries = folder
            .read_dir()
            .unwrap()
            .map(|entry| entry.unwrap().path());
        let mut checked = 0;
        for path in entries {
            if path.is_dir() {
                checked += check_folder(&path);
            } else if path.extension().is_some_and(|found| found == "py") {
                let text = std::fs::read_to_string(&path).unwrap();
                check(&text, &path.display().to_string());
                checked += 1;
            }
        }
        checked
    }

    #[test]
    fn packing_keeps_the_syntax_tree_of_the_library() {
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        assert!(check_folder(&source) > 50);
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
