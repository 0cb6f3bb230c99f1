//! Random programs from a grammar: expressions are made from templates by the
//! type of their result, statements nest them. Loops and numbers are bounded,
//! so that every program ends soon; most of what can fail is caught and
//! printed by the program itself.

/// A reproducible source of choices.
pub struct Dice(pub u64);

impl Dice {
    /// A number below `sides`.
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides.max(1)
    }

    fn pick<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.roll(choices.len())]
    }
}

/// Deepest nesting of expressions and of blocks.
const DEPTH: usize = 3;
const BLOCKS: usize = 3;

/// Templates by type; `{x}` is an expression of type `x`: `i` int, `f` float,
/// `s` str, `y` bytes, `b` bool, `l` list, `d` dict, `e` set of ints, `t` tuple,
/// `a` anything, `n` a small int, `w` a format spec, `g` something to walk over.
fn templates(kind: char) -> &'static [&'static str] {
    match kind {
        'i' => &[
            "({i} + {i})",
            "({i} - {i})",
            "({i} * {i})",
            "({i} // {i})",
            "({i} % {i})",
            "(-{i})",
            "(~{i})",
            "({i} & {i})",
            "({i} | {i})",
            "({i} ^ {i})",
            "({i} << {n})",
            "({i} >> {n})",
            "({i} ** {n})",
            "abs({i})",
            "len({g})",
            "len({s})",
            "int({f})",
            "int({s})",
            "int({b})",
            "round({f})",
            "{s}.find({s})",
            "{s}.count({s})",
            "{l}.count({a})",
            "{l}.index({a})",
            "{l}[{i}]",
            "{t}[{n}]",
            "{d}[{a}]",
            "{d}.get({a}, {i})",
            "{y}[{n}]",
            "{y}.find({y})",
            "sum({l})",
            "sum({e})",
            "max({i}, {i})",
            "min({i}, {i})",
            "({i} if {b} else {i})",
            "divmod({i}, {i})[{n}]",
            "({i}).bit_length()",
            "ord({s}[{n}])",
            "pow({i}, {n}, {i})",
            "(lambda x: x + {n})({i})",
            "{e}.pop()",
            "{l}.pop({n})",
            "{d}.pop({a}, {i})",
            "int({s}, {n})",
            "({i}).__add__({i})",
            "round({i}, -{n})",
            "sum(x for x in {l} if isinstance(x, int))",
            "next(iter({g}))",
            "max({l})",
            "min({t})",
        ],
        'f' => &[
            "({f} + {f})",
            "({f} - {i})",
            "({f} * {f})",
            "({i} / {i})",
            "({f} // {f})",
            "({f} % {i})",
            "(-{f})",
            "abs({f})",
            "float({i})",
            "float({s})",
            "round({f}, {n})",
            "({f} if {b} else {f})",
            "({f} ** {n})",
            "sum([{f}, {i}])",
            "max({f}, {i})",
            "divmod({f}, {i})[{n}]",
            "float(repr({f}))",
            "({i} * 0.1)",
        ],
        's' => &[
            "({s} + {s})",
            "({s} * {n})",
            "{s}[{i}]",
            "{s}[{i}:{i}]",
            "{s}[{i}:{i}:{i}]",
            "{s}.upper()",
            "{s}.lower()",
            "{s}.title()",
            "{s}.strip()",
            "{s}.strip({s})",
            "{s}.replace({s}, {s})",
            "{s}.center({n}, '*')",
            "{s}.ljust({n})",
            "{s}.zfill({n})",
            "{s}.join({l})",
            "{s}.join(str(x) for x in {g})",
            "str({a})",
            "repr({a})",
            "ascii({a})",
            "'%s|%5d|%-5s' % ({a}, {i}, {a})",
            "'%.2f %r %x' % ({f}, {a}, {i})",
            "'{} {!r:>8} {:>5}'.format({a}, {a}, {s})",
            "(lambda v: f'{{v}} {{v!r}}')({a})",
            "(lambda v: f'{{v:{w}}}')({i})",
            "(lambda v: f'{{v:{w}}}')({f})",
            "(lambda v: f'{{v:{w}}}')({s})",
            "format({i}, '{w}')",
            "format({f}, '{w}')",
            "format({s}, '{w}')",
            "hex({i})",
            "bin({i})",
            "chr({i} % 500)",
            "{s}.partition({s})[{n}]",
            "({s} if {b} else {s})",
            "{y}.decode()",
            "{y}.hex()",
            "type({a}).__name__",
            "{s}.swapcase()",
            "{s}.capitalize()",
            "{s}.expandtabs({n})",
            "{s}.removeprefix({s})",
            "max({s}, {s})",
            "'%s' % {a}",
            "'%5.1f|' % {i}",
            "'{0[0]} {1}'.format({g}, {a})",
            "{s}.split({s})[{n}]",
            "{s}.format({a})",
            "({s} % {a})",
            "{s}.translate({{97: 'X', 98: None}})",
            "'%c' % {i}",
        ],
        'y' => &[
            "({y} + {y})",
            "({y} * {n})",
            "{y}[{i}:{i}]",
            "{y}[{i}:{i}:{i}]",
            "{s}.encode()",
            "bytes({l})",
            "{y}.upper()",
            "{y}.replace({y}, {y})",
            "{y}.strip()",
            "{y}.join([{y}, {y}])",
            "bytes({n})",
            "b'%s=%d' % ({y}, {i})",
            "bytearray({y})",
            "{s}.encode('latin-1')",
            "{y}.center({n}, b'-')",
            "({i} % 1000).to_bytes({n}, 'big')",
            "{y}.partition({y})[{n}]",
            "b'%b|%5d' % ({y}, {i})",
            "{y}.zfill({n})",
        ],
        'b' => &[
            "({i} < {i})",
            "({a} == {a})",
            "({a} != {a})",
            "({s} <= {s})",
            "({a} in {g})",
            "({a} not in {l})",
            "(not {a})",
            "({b} and {b})",
            "({b} or {b})",
            "bool({a})",
            "({i} < {f} <= {i})",
            "isinstance({a}, (int, str))",
            "{s}.isdigit()",
            "{s}.startswith({s})",
            "{s}.endswith(({s}, {s}))",
            "any({g})",
            "all({g})",
            "({s} in {s})",
            "({l} < {l})",
            "({t} >= {t})",
            "({e} <= {e})",
            "({a} is None)",
            "callable({a})",
            "{s}.isalpha()",
            "({y} < {y})",
            "({f} == {i})",
            "({i} in {y})",
            "{e}.isdisjoint({g})",
            "({d} == {d})",
            "({a} is {a})",
            "({a} < {a})",
        ],
        'l' => &[
            "[{a}, {a}]",
            "[{i}, {i}, {i}]",
            "[]",
            "({l} + {l})",
            "({l} * {n})",
            "{l}[{i}:{i}]",
            "{l}[{i}:{i}:{i}]",
            "list({g})",
            "sorted({g})",
            "sorted({g}, key=str)",
            "sorted({l}, reverse={b})",
            "list(range({n}, {i} % 9))",
            "[x for x in {g}]",
            "[x * 2 for x in {g} if x]",
            "[(x, y) for x in {g} for y in {g}][:9]",
            "list(map(str, {g}))",
            "list(filter(None, {g}))",
            "list(zip({g}, {g}))",
            "list(enumerate({g}, {n}))",
            "{s}.split()",
            "{s}.split({s})",
            "list({d})",
            "list({d}.items())",
            "list({d}.values())",
            "list(reversed({l}))",
            "[*{g}, {a}]",
            "{s}.splitlines()",
            "{l}.copy()",
            "({l} if {b} else {l})",
            "list({s})",
            "list({y})",
            "sorted({e})",
            "list(map(lambda x: {i}, {g}))",
            "[{a}] * {n}",
            "sorted({g}, key=lambda x: (str(type(x)), str(x)))",
            "list(gen({i}))",
        ],
        'd' => &[
            "{{{a}: {a}}}",
            "{{{i}: {a}, {s}: {a}}}",
            "{{}}",
            "dict(zip({g}, {g}))",
            "{{x: {i} for x in {g}}}",
            "({d} | {d})",
            "{{**{d}, {a}: {a}}}",
            "dict({l})",
            "{d}.copy()",
            "dict.fromkeys({g}, {a})",
            "{{x: str(x) for x in {l}}}",
            "dict(enumerate({g}))",
            "{{k: v for k, v in {d}.items() if v}}",
            "dict(a={a}, b={a})",
        ],
        'e' => &[
            "{{{i}, {i}}}",
            "set()",
            "({e} | {e})",
            "({e} & {e})",
            "({e} - {e})",
            "({e} ^ {e})",
            "{{len(str(x)) for x in {g}}}",
            "set(range({n}))",
            "frozenset({e})",
            "{e}.union({e}, {e})",
            "{e}.intersection([{i}, {i}])",
            "{e}.copy()",
        ],
        't' => &[
            "({a}, {a})",
            "({i},)",
            "()",
            "({t} + {t})",
            "tuple({g})",
            "{t}[{i}:{i}]",
            "({t} * {n})",
            "divmod({i}, {i})",
            "{s}.partition({s})",
            "(*{g}, {a})",
            "(lambda *a, **k: (a, k))(*{g}, x={a})",
            "(lambda a, b=2, *c: (a, b, c))(*{l})",
        ],
        'g' => &[
            "{l}",
            "{t}",
            "{s}",
            "{e}",
            "{d}",
            "range({n})",
            "{y}",
            "gen({n})",
            "(x for x in {l})",
            "{d}.values()",
            "Box({l})",
        ],
        _ => &[
            "{i}", "{f}", "{s}", "{y}", "{b}", "{l}", "{d}", "{t}", "None", "{i}", "{s}",
            "Box({i})", "{e}",
        ],
    }
}

/// What ends an expression.
fn leaves(kind: char) -> &'static [&'static str] {
    match kind {
        'i' => &[
            "0", "1", "-1", "2", "7", "10", "255", "-3", "1000000", "2**63", "-2**70", "i0", "i1",
            "i0", "i1", "True",
        ],
        'f' => &[
            "0.5",
            "-2.5",
            "1.0",
            "0.1",
            "1e16",
            "1e-7",
            "3.14159",
            "f0",
            "f0",
            "float('inf')",
            "-0.0",
            "123456.789",
        ],
        's' => &[
            "''",
            "'a'",
            "'abc'",
            "'Hello World'",
            "'é日'",
            "'a,b,c'",
            "' x '",
            "'12'",
            "'3.5'",
            "s0",
            "s1",
            "s0",
            "'x\\ny'",
            "\"it's\"",
            "'%d'",
            "'{}'",
        ],
        'y' => &[
            "b''",
            "b'a'",
            "b'abc'",
            "b'\\x00\\xff'",
            "b'a b'",
            "y0",
            "y0",
            "b'12'",
        ],
        'b' => &["True", "False", "i0 > 1"],
        'l' => &[
            "[]",
            "[1, 2, 3]",
            "['a', 'b']",
            "[1, 'a', None]",
            "l0",
            "l1",
            "l0",
            "l1",
            "[[1], [2, 3]]",
            "[3, 1, 2]",
        ],
        'd' => &["{}", "{1: 2}", "{'a': 1, 'b': 2}", "d0", "d0"],
        'e' => &["set()", "{1, 2, 3}", "{5, 7}", "e0", "e0"],
        't' => &["()", "(1, 2)", "('a', 1)", "t0", "t0", "(3, 1, 2)"],
        'g' => &[
            "[1, 2, 3]",
            "'abc'",
            "(1, 2)",
            "range(4)",
            "l0",
            "d0",
            "{4, 5}",
        ],
        'n' => &["0", "1", "2", "3", "4", "8"],
        'w' => &[
            "", "5", ">8", "<8", "^9", "05", "+", ",", "x", "#x", "b", "e", ".2f", "10.3f", "%",
            "g", ".3", "s", "d", "_", "*^9", "=+8", "c", "q", ".2e", "#o", "08.2f", "+,.1f", "X",
            "n",
        ],
        _ => &["None", "1", "'a'", "2.5", "[]", "i0", "s0", "l0"],
    }
}

/// Makes one program after another.
pub struct Grammar {
    dice: Dice,
    /// Inside a function: `return` and `yield` may stand here.
    in_function: bool,
    in_loop: bool,
}

impl Grammar {
    /// The programs of a seed.
    pub fn new(seed: u64) -> Grammar {
        Grammar {
            dice: Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0x5DEE_CE66D),
            in_function: false,
            in_loop: false,
        }
    }

    /// An expression of a type; now and then one of another type.
    fn expr(&mut self, kind: char, depth: usize) -> String {
        let kind = match self.dice.roll(40) {
            0 if !"nw".contains(kind) => 'a',
            _ => kind,
        };
        if depth == 0 || "nw".contains(kind) || self.dice.roll(5) == 0 {
            return self.dice.pick(leaves(kind)).to_owned();
        }
        let template = self.dice.pick(templates(kind));
        self.fill(template, depth - 1)
    }

    fn fill(&mut self, template: &str, depth: usize) -> String {
        let mut out = String::new();
        let mut rest = template;
        while let Some(at) = rest.find(['{', '}']) {
            out.push_str(&rest[..at]);
            rest = &rest[at..];
            let bytes = rest.as_bytes();
            if rest.starts_with("{{{") && bytes.get(4) == Some(&b'}') {
                // A brace of its own, then a placeholder.
                out.push('{');
                rest = &rest[2..];
            } else if bytes[0] == b'{' && bytes.get(2) == Some(&b'}') {
                let part = self.expr(char::from(bytes[1]), depth);
                rest = &rest[3..];
                // A number and an attribute's dot would be one number.
                let is_number = part.starts_with(|c: char| c.is_ascii_digit());
                if is_number && rest.starts_with('.') {
                    out.push_str(&format!("({part})"));
                } else {
                    out.push_str(&part);
                }
            } else {
                out.push(char::from(bytes[0]));
                rest = &rest[if bytes.get(1) == Some(&bytes[0]) {
                    2
                } else {
                    1
                }..];
            }
        }
        out.push_str(rest);
        out
    }

    /// A whole program, as chunks that can be left out one by one.
    pub fn program(&mut self) -> Vec<String> {
        let mut chunks = vec![PROLOGUE.to_owned()];
        if self.dice.roll(3) == 0 {
            chunks.push(self.function());
        }
        if self.dice.roll(4) == 0 {
            chunks.push(self.class());
        }
        for _ in 0..8 + self.dice.roll(8) {
            let chunk = match self.dice.roll(3) {
                0 => self.statement(0, BLOCKS),
                _ => format!("show(lambda: {})\n", self.expr('a', DEPTH)),
            };
            chunks.push(chunk);
        }
        chunks.push("show(lambda: (i0, i1, f0, s0, s1, y0, l0, l1, d0, e0, t0))\n".to_owned());
        chunks
    }

    fn function(&mut self) -> String {
        let parameters = self.dice.pick(&[
            "a, b=2",
            "*a, b=1",
            "a, b",
            "a=[], *b",
            "a, /, b=3",
            "*, a=1, b=2",
        ]);
        self.in_function = true;
        let body = self.block(1, BLOCKS - 1);
        self.in_function = false;
        let last = self.expr('a', 2);
        let arguments = self
            .dice
            .pick(&["1", "1, 2", "a=1", "*l0", "**d0", "", "b=5", "1, b=2"]);
        format!(
            "def work({parameters}):\n{body}    return {last}\nshow(lambda: work({arguments}))\n"
        )
    }

    fn class(&mut self) -> String {
        let method = self.dice.pick(&[
            "__len__",
            "__bool__",
            "__str__",
            "__getitem__",
            "__contains__",
            "__add__",
            "__lt__",
            "__eq__",
            "__iter__",
            "__call__",
            "__format__",
            "__hash__",
            "__index__",
            "__getattr__",
            "__radd__",
            "__repr__",
        ]);
        let parameters = match method {
            "__getitem__" | "__contains__" | "__add__" | "__lt__" | "__eq__" | "__format__"
            | "__getattr__" | "__radd__" => "self, other",
            "__call__" => "self, *other",
            _ => "self",
        };
        let base = self.dice.pick(&[
            "Box",
            "Box",
            "list",
            "dict",
            "int",
            "str",
            "tuple",
            "ValueError",
        ]);
        let (body, uses) = (
            self.expr('a', 2),
            self.dice.pick(&[
                "len(Own())",
                "bool(Own())",
                "str(Own())",
                "Own()[0]",
                "1 in Own()",
                "Own() + 1",
                "1 + Own()",
                "Own() < Own()",
                "Own() == 1",
                "list(Own())",
                "Own()(1)",
                "f'{Own():5}'",
                "l0[Own()]",
                "Own().missing",
                "repr(Own())",
                "[Own()]",
                "'%s' % Own()",
                "sorted([Own(), Own()])",
                "dict(a=Own())",
                "{Own(): 1}",
                "'%d' % Own()",
                "Own() * 2",
                "max(Own(), Own())",
                "isinstance(Own(), Box)",
            ]),
        );
        format!(
            "class Own({base}):\n    def {method}({parameters}):\n        return {body}\nshow(lambda: {uses})\nshow(lambda: {uses} == {uses})\n"
        )
    }

    fn block(&mut self, indent: usize, blocks: usize) -> String {
        (0..1 + self.dice.roll(3))
            .map(|_| self.statement(indent, blocks))
            .collect()
    }

    fn statement(&mut self, indent: usize, blocks: usize) -> String {
        let pad = "    ".repeat(indent);
        let choice = if blocks == 0 {
            self.dice.roll(12)
        } else {
            self.dice.roll(20)
        };
        match choice {
            0..=2 => format!("{pad}show(lambda: {})\n", self.expr('a', DEPTH)),
            6..=8 => self.change(&pad),
            9 => format!("{pad}print({}, {})\n", self.expr('a', 2), self.expr('s', 2)),
            10 if self.in_loop => format!(
                "{pad}if {}: {}\n",
                self.expr('b', 2),
                self.dice.pick(&["break", "continue"])
            ),
            10 if self.in_function => format!(
                "{pad}if {}: return {}\n",
                self.expr('b', 2),
                self.expr('a', 2)
            ),
            3..=5 | 10 => self.assignment(&pad),
            11 => format!("{pad}assert {}, {}\n", self.expr('b', 1), self.expr('a', 1)),
            12 | 13 => self.loop_statement(&pad, indent, blocks),
            14 | 15 => {
                let (test, yes) = (self.expr('b', 2), self.block(indent + 1, blocks - 1));
                let no = self.block(indent + 1, blocks - 1);
                format!("{pad}if {test}:\n{yes}{pad}else:\n{no}")
            }
            16..=18 => self.try_statement(&pad, indent, blocks),
            _ => {
                let body = self.block(indent + 1, blocks - 1);
                format!("{pad}with Manager({}) as m:\n{body}", self.expr('a', 1))
            }
        }
    }

    fn assignment(&mut self, pad: &str) -> String {
        let kind = ['i', 'f', 's', 'y', 'l', 'd', 'e', 't'][self.dice.roll(8)];
        let names: &[&str] = match kind {
            'i' => &["i0", "i1"],
            'f' => &["f0"],
            's' => &["s0", "s1"],
            'y' => &["y0"],
            'l' => &["l0", "l1"],
            'd' => &["d0"],
            'e' => &["e0"],
            _ => &["t0"],
        };
        let name = self.dice.pick(names);
        let value = self.expr(kind, DEPTH);
        match self.dice.roll(6) {
            0 => {
                let op = self.dice.pick(&["+", "-", "*", "//", "%", "|", "&", "^"]);
                format!("{pad}{name} {op}= cap({value})\n")
            }
            1 => format!(
                "{pad}{name}, *{} = {}\n",
                self.dice.pick(&["l0", "l1"]),
                self.expr('g', 2)
            ),
            2 => format!("{pad}i0, i1 = {}\n", self.expr('t', 2)),
            _ => format!("{pad}{name} = cap({value})\n"),
        }
    }

    fn change(&mut self, pad: &str) -> String {
        let template = self.dice.pick(&[
            "l0.append({a})",
            "l0[{i}] = {a}",
            "l1.extend(list({g}))",
            "del l0[{i}]",
            "l0[{i}:{i}] = {g}",
            "l1.insert({i}, {a})",
            "l0.sort()",
            "l1.reverse()",
            "l0.remove({a})",
            "d0[{a}] = {a}",
            "del d0[{a}]",
            "d0.update({d})",
            "d0.setdefault({a}, {a})",
            "e0.add({i})",
            "e0.discard({i})",
            "e0.update([{i}, {i}])",
            "e0.remove({i})",
            "del l1[{i}:{i}:{i}]",
            "l1[{i}:{i}:{i}] = {g}",
            "l0.sort(key=str, reverse={b})",
            "d0.pop({a})",
            "l0.clear()",
            "d0.popitem()",
            "e0 |= {e}",
            "l1 += {g}",
            "d0 |= {d}",
            "t0 += {t}",
            "s0 += {s}",
            "y0 += {y}",
        ]);
        let body = self.fill(template, 2);
        format!("{pad}{body}\n{pad}l0, l1 = cap(l0), cap(l1)\n")
    }

    fn loop_statement(&mut self, pad: &str, indent: usize, blocks: usize) -> String {
        let outer = std::mem::replace(&mut self.in_loop, true);
        let items = self.expr('g', 2);
        let body = self.block(indent + 1, blocks - 1);
        self.in_loop = outer;
        let end = match self.dice.roll(3) {
            0 => format!("{pad}else:\n{}", self.block(indent + 1, blocks - 1)),
            _ => String::new(),
        };
        match self.dice.roll(3) {
            0 => format!("{pad}n = 0\n{pad}while n < 4:\n{pad}    n += 1\n{body}{end}"),
            _ => format!("{pad}for x in list({items})[:4]:\n{body}{end}"),
        }
    }

    fn try_statement(&mut self, pad: &str, indent: usize, blocks: usize) -> String {
        let body = self.block(indent + 1, blocks - 1);
        let class = self.dice.pick(&[
            "Exception",
            "ValueError",
            "TypeError",
            "(KeyError, IndexError)",
            "LookupError",
            "ZeroDivisionError",
        ]);
        let handler = self.block(indent + 1, blocks - 1);
        let raised = match self.dice.roll(4) {
            0 => format!(
                "{pad}    raise {}({})\n",
                self.dice
                    .pick(&["ValueError", "KeyError", "IndexError", "TypeError"]),
                self.expr('a', 1)
            ),
            _ => String::new(),
        };
        let last = match self.dice.roll(3) {
            0 => format!("{pad}finally:\n{}", self.block(indent + 1, blocks - 1)),
            _ => String::new(),
        };
        format!(
            "{pad}try:\n{body}{raised}{pad}except {class} as e:\n{pad}    print(type(e).__name__, e, e.args)\n{handler}{last}"
        )
    }
}

/// What every program begins with.
const PROLOGUE: &str = r#"
def cap(v):
    if isinstance(v, int) and abs(v) > 10 ** 40:
        return v % 10 ** 9
    if isinstance(v, (str, bytes, list, tuple)) and len(v) > 30:
        return v[:30]
    return v
def show(f):
    try:
        v = f()
        print(type(v).__name__, repr(v)[:300])
    except Exception as e:
        print(type(e).__name__, str(e)[:300])
def gen(n):
    for i in range(min(n, 5)):
        yield i
class Box:
    def __init__(self, v=0): self.v = v
    def __repr__(self): return f"Box({self.v!r})"
    def __iter__(self): return iter(self.v)
    def __eq__(self, o): return isinstance(o, Box) and self.v == o.v
    def __hash__(self): return hash(self.v)
class Manager:
    def __init__(self, v): self.v = v
    def __enter__(self): return self.v
    def __exit__(self, k, v, t):
        print("exit", k and k.__name__)
        return k is ValueError
i0, i1, f0, s0, s1, y0 = 3, -7, 1.5, "hello", "a-b c", b"xyz"
l0, l1, d0, e0, t0 = [5, 1, 4], ["p", 2, None], {"k": 1, 2: "v"}, {1, 9}, (1, "z")
"#;
