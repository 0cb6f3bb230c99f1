#!/usr/bin/env python3.11
"""Writes the cases of tests/python_text/*.jsonl with CPython 3.11's answers.

A line is [operation, argument, ..., answer]. An answer begins with "=" and the
result as text, or with "!" and "Class: message". Floats travel as their bits in
hexadecimal, big integers as hex(), bytes as Latin-1 text.
"""
import json, math, os, random, struct, sys
from decimal import Decimal, getcontext
from fractions import Fraction

assert sys.version_info[:2] == (3, 11), "the answers must be those of CPython 3.11"
HERE = os.path.dirname(os.path.abspath(__file__))
rng = random.Random(int(os.environ.get("CASE_SEED", "2026")))


class F(float):
    """A float argument, written as bits."""


def bits(x):
    return struct.pack(">d", x).hex()


def show(value):
    if value is None or isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, int):
        return hex(value)
    if isinstance(value, float):
        return "nan" if math.isnan(value) else bits(value)
    if isinstance(value, (bytes, bytearray)):
        return bytes(value).decode("latin-1")
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(show_item(item) for item in value) + "]"
    raise TypeError(value)


def show_item(value):
    return repr(value) if isinstance(value, (str, bytes)) else show(value)


def plain(argument):
    if isinstance(argument, bool) or argument is None:
        return argument
    if isinstance(argument, float):
        return bits(argument)
    if isinstance(argument, int):
        return argument if abs(argument) < 1 << 53 else hex(argument)
    if isinstance(argument, bytes):
        return argument.decode("latin-1")
    if isinstance(argument, list):
        return [tagged(item) for item in argument]
    return argument


def tagged(item):
    if isinstance(item, float):
        return {"float": bits(item)}
    if isinstance(item, bool) or isinstance(item, int):
        return {"int": hex(item)}
    if isinstance(item, bytes):
        return {"bytes": item.decode("latin-1")}
    if isinstance(item, str):
        return {"str": item}
    return {"other": type(item).__name__}


BUDGET = {"number": 160_000, "format": 160_000, "strings": 120_000, "bytes": 80_000, "struct": 40_000}


class File:
    def __init__(self, name):
        self.name, self.lines, self.seen = name, [], set()

    def case(self, op, function, *arguments):
        try:
            answer = "=" + show(function(*arguments))
        except Exception as error:
            kind = type(error)
            name = kind.__name__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__name__}"
            answer = f"!{name}: {error}"
        try:
            line = json.dumps([op, *map(plain, arguments), answer], ensure_ascii=False, separators=(",", ":"))
            line.encode()
        except UnicodeEncodeError:
            return
        if line not in self.seen:
            self.seen.add(line)
            self.lines.append(line)

    def thin(self, budget):
        """Keeps a random part of the cases within so many bytes; `--full` keeps all."""
        part = random.Random(14)
        ranked = sorted(range(len(self.lines)), key=lambda at: part.random())
        kept, size = set(), 0
        for at in ranked:
            length = len(self.lines[at].encode()) + 1
            if size + length <= budget and length < 3000:
                kept.add(at)
                size += length
        self.lines = [line for at, line in enumerate(self.lines) if at in kept]

    def write(self):
        if "--full" not in sys.argv:
            self.thin(BUDGET.get(self.name, 10 ** 9))
        with open(os.path.join(HERE, self.name + ".jsonl"), "w", encoding="utf-8", newline="\n") as out:
            out.write("\n".join(self.lines).replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085") + "\n")
        print(self.name, len(self.lines))


FLOATS = [F(x) for x in (0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 3.5, -0.5, -2.5, 0.25, 0.125, 1e15, 1e16, 1e17, 123456789012345678.0,
    9999999999999998.0, 9.999999999999999e15, 1e-4, 1e-5, 0.00012345, 0.000012345, 5e-324, 2.2250738585072014e-308, 2.225073858507201e-308,
    1.7976931348623157e308, 1e22, 1e23, 1e100, 1e-100, 1.005, 2.675, 1e21, 0.3, 2 / 3, 100.0, 1e5, 1e6, 999999.5, 9999995.0, 0.00009999995,
    1234567.891, 12345.678, 0.045, 0.055, 0.15, 0.35, 99.995, 9.5, 0.95, 4503599627370496.5, 4503599627370497.5, 9007199254740993.0,
    1e300, 25.0, 35.0, 55.5, 150.0, 250.0, 1.1, 3.14159265358979, 2 ** 63, -2 ** 63, 2 ** 64, 9.2e18,
    float("inf"), float("-inf"), float("nan"))]


def random_float():
    choice = rng.randrange(5)
    if choice == 0:
        return F(struct.unpack(">d", rng.randbytes(8))[0])
    if choice == 1:
        return F(round(rng.uniform(-1000, 1000), rng.randrange(5)))
    if choice == 2:
        return F(rng.randrange(-10 ** 6, 10 ** 6) / 2 ** rng.randrange(12))
    if choice == 3:
        return F(rng.choice([-1, 1]) * rng.random() * 10.0 ** rng.randrange(-30, 30))
    return F(rng.randrange(-20000, 20000) + 0.5)


INTS = [0, 1, -1, 2, -2, 3, 7, -7, 10, -10, 15, 25, -25, 255, 256, -128, 127, 1000, 65535, 2 ** 31, -2 ** 31, 2 ** 32 - 1, 2 ** 53 + 1,
    2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64, 10 ** 18, 10 ** 20, -10 ** 30, 2 ** 100 + 1, 123456789 ** 5, 2 ** 1023, 2 ** 1024]


def random_int():
    value = rng.getrandbits(rng.choice([4, 8, 16, 31, 62, 63, 64, 65, 100, 200]))
    return value if rng.random() < 0.6 else -value


TEXTS = ["", "a", "abc", "Hello, World", "it's", 'say "hi"', "both ' and \"", "tab\tnl\ncr\r\\", "\x00\x1f\x7f\x80\xa0\xad", "é€\U0001f600",
    "\u0378\u200b\u202e\ufeff", "ß", "ﬁ ﬂ", "ǆ Ǆ ǅ", "İstanbul ıI", "ΑΣ ΣΑΣ. ὈΔΥΣΣΕΎΣ", "Σ", "aΣb", "x\u0301y", "１２３", "١٢", "½²", "ⅷ", "中文字",
    "  spaced  out  ", "\t\n mixed\x0b\x0c\x1c\x85\u2028 ", "one two  three", "a,b,,c,", ",", ",,", "aXbXc", "aaa", "aaaa", "abababa",
    "line1\nline2\r\nline3\rline4", "\n", "\r\n\r\n", "x\x0by\x0cz\x1cw\x85v\u2028u\u2029t", "Title Case", "tITLE cASE", "they're bill's", "1st 2nd",
    "UPPER", "lower", "Mixed1", "_id", "9id", "id9", "ªº", "\u2160", "ŉ", "ΰ", "ὒ", "ᾳ", "ᾼ", "Ꭰ ꭰ ᏸ", "ა Ა", "-42", "+7", "- 1", "ａ", "a\U0001d7ce", "\U0001f1e6\U0001f1e8"]


def nearest_power(a, b):
    """Whether the C library rounded correctly here: it errs by a little more than half a unit now and then, we do not."""
    if b != int(b) if math.isfinite(b) else True:
        return True
    try:
        return a ** b == float(Fraction(a) ** int(b))
    except (ArithmeticError, ValueError):
        return True


def decimal_of(x):
    getcontext().prec = 60
    return Decimal(float(x))


def nearest(exact, answer):
    """Whether the C library's answer is the float nearest to the exact one."""
    return float(exact) == answer


def number_cases():
    f = File("number")
    for text in ["0", "-0", "+5", " 12 ", "\t1\n", "1_000", "1__0", "_1", "1_", "0x1f", "0X1F", "0x_1f", "0b101", "0o17", "017", "00", "0_0", "0_7", "", " ", "-", "+-1",
                 "- 1", "1 2", "12a", "zz", "1.5", "1e5", "１２", "١٢٣", "\u20031\u2003", "½", "\x1c1", "1\x00", "0x", "0b2", "0xg", "0b", "é", "'", "9" * 30, "-" + "9" * 30,
                 "7fffffffffffffff", "-8000000000000000", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "x" * 300, "1" * 4301, "1" * 4300, "0" * 5000, "1" * 4301 + "x",
                 "_", "0x__1", "0_x1", "0o_7", "1\u0660", "Ａ"]:
        for base in (10, 0, 16, 2, 8, 36, 3, 1, 37, -1):
            if len(text) < 1000 or base in (10, 16):
                f.case("int", int, text, base)
    for data in [b"12", b" 7 ", b"\xff", b"x'y", b"1_0", b"", b"0x1f", b"1\x00"]:
        for base in (10, 0, 16):
            f.case("int_bytes", int, data, base)
    for text in ["1", "1.", ".5", ".", "1e5", "1E+5", "1e-5", "e5", "1e", "1e+", "inf", "-inf", "+Infinity", "iNf", "infinit", "nan", "-nan", "+NaN", "nan(1)", " 1.5 ", "1 5", "1_0.5e3", " 1_0.5e3 ",
                 "1__0", "_1", "1_", "1_.5", "1._5", "1e_5", "1e5_0", "0x10", "1d5", "", "  ", "1,5", "١.٥", "\u20031.5\u2003", "1e400", "-1e400", "1e-400", "1e-324", "4.9e-324", "2.4703282292062328e-324",
                 "2.4703282292062327e-324", "1.7976931348623158e308", "1.7976931348623159e308", "179769313486231580793e289", "0." + "0" * 400 + "1", "9007199254740993", "9007199254740992.99999999999",
                 "1\x00", "\x1c1", "é", "'", "x" * 300, "0.1e1_0", "--1", "+-1", "1e5.5", "infinity5", "in_f"]:
        f.case("float", float, text)
    for _ in range(150):
        f.case("float", float, repr(random_float()))
    for data in [b"1.5", b"\xff", b" 2_0 ", b"x"]:
        f.case("float_bytes", float, data)
    floats = FLOATS + [random_float() for _ in range(500)]
    for x in floats:
        f.case("float_repr", lambda x: repr(float(x)), x)
    for x in floats[:260]:
        f.case("float_hex", lambda x: float(x).hex(), x)
        f.case("float_to_int", int, x)
        f.case("float_floor", math.floor, x)
        f.case("float_ceil", math.ceil, x)
        f.case("float_round", round, x)
        f.case("float_ratio", lambda x: list(x.as_integer_ratio()), x)
        f.case("float_is_integer", lambda x: float(x).is_integer(), x)
        f.case("hash_float", lambda x: hash(float(x)) if x == x else 7, x)
        for n in (0, 1, 2, -1, -2, rng.randrange(-20, 20)):
            f.case("float_round_digits", lambda x, n: round(float(x), n), x, n)
    for n in (322, 323, 324, 400, -307, -308, -309, -400, 2 ** 80):
        for x in (F(1.7976931348623157e308), F(5e-324), F(1.5), F(-8.9e307), F(2.5e307)):
            f.case("float_round_digits", lambda x, n: round(float(x), n), x, n)
    for text in ["0x1p0", "0x1.8p1", "1.8", "0x.8", ".8p1", "0x", "0x.", "", "p1", "0x1p", "0x1p+", "inf", "-Inf", "NaN", "infinity", "0x1p1023", "0x1.fffffffffffffp1023", "0x1.fffffffffffff8p1023",
                 "0x1.fffffffffffff7fffp1023", "0x1p1024", "0x1p-1074", "0x1p-1075", "0x1.000001p-1075", "0x1p-1076", "0x0.0000000000001p-1022", "0x1.00000000000008p0", "0x1.00000000000018p0",
                 "0x1.000000000000080000000000000001p0", " 0x1p0 ", "0x1 p0", "0xg", "-0x0p0", "0x1p99999999999999999999", "0x0p99999999999999999999", "0x1p-99999999999999999999", "ABC.DEFp-3",
                 "0x123456789abcdef0123456789", "0x1.8p", "1e5", "0X1P3", "+0x1"]:
        f.case("float_from_hex", float.fromhex, text)
    for x in floats[:80]:
        if x == x:
            f.case("float_from_hex", float.fromhex, x.hex())
    pairs = [(x, y) for x in FLOATS[:14] + FLOATS[-4:] for y in (F(1.0), F(-1.0), F(0.0), F(-0.0), F(0.3), F(-2.5), F(float("inf")), F(float("-inf")), F(float("nan")))]
    pairs += [(random_float(), random_float()) for _ in range(60)]
    for x, y in pairs:
        a, b = float(x), float(y)
        f.case("float_floor_div", lambda x, y: a // b, x, y)
        f.case("float_mod", lambda x, y: a % b, x, y)
        f.case("float_divmod", lambda x, y: list(divmod(a, b)), x, y)
        f.case("float_div", lambda x, y: a / b, x, y)
    for x in FLOATS[:45] + FLOATS[-3:]:
        for y in (F(0.0), F(1.0), F(2.0), F(-1.0), F(3.0), F(-3.0), F(10.0), F(64.0), F(0.5), F(float("inf")), F(float("-inf")), F(float("nan"))):
            a, b = float(x), float(y)
            if not (a < 0 and a == a and not math.isinf(a) and b == 0.5) and nearest_power(a, b):
                f.case("float_power", lambda x, y: a ** b, x, y)
    ints = INTS + [random_int() for _ in range(40)]
    for a in ints:
        f.case("int_text", str, a)
        f.case("radix", bin, a, 2) if False else None
        for radix, function in ((2, bin), (8, oct), (16, hex)):
            f.case("radix", lambda a, r: function(a), a, radix)
        f.case("bit_length", int.bit_length, a)
        f.case("bit_count", int.bit_count, a)
        f.case("hash_int", hash, a)
        f.case("int_to_float", float, a)
        f.case("invert", lambda a: ~a, a)
        f.case("neg", lambda a: -a, a)
        f.case("isqrt", lambda a: (_ for _ in ()).throw(ValueError("isqrt() argument must be nonnegative")) if a < 0 else math.isqrt(a), a)
        for n in (0, 1, -1, -2, -3, -18, -19, -20, -40, -400):
            f.case("int_round", lambda a, n: round(a, n), a, n)
        for length in (0, 1, 2, 4, 8, 9, 16):
            for order in ("little", "big"):
                for signed in (False, True):
                    if rng.random() < 0.25:
                        f.case("to_bytes", lambda a, l, o, s: a.to_bytes(l, o, signed=s), a, length, order, signed)
        for x in (F(0.0), F(0.5), F(-0.5), F(2.0 ** 63), F(2.0 ** 53), F(1e300), F(float("inf")), F(float("-inf")), F(float("nan")), F(a if abs(a) < 1e300 else 0.0), F(3.0000000000000004)):
            f.case("compare_float", lambda a, x: (a > x) - (a < x) if x == x else None, a, x)
    for _ in range(400):
        a, b = rng.choice(ints + [random_int()]), rng.choice(ints + [random_int()])
        for op, function in (("add", lambda a, b: a + b), ("sub", lambda a, b: a - b), ("mul", lambda a, b: a * b), ("floor_div", lambda a, b: a // b), ("modulo", lambda a, b: a % b),
                             ("divmod", lambda a, b: list(divmod(a, b))), ("true_div", lambda a, b: a / b), ("and", lambda a, b: a & b), ("or", lambda a, b: a | b), ("xor", lambda a, b: a ^ b),
                             ("gcd", math.gcd), ("compare", lambda a, b: (a > b) - (a < b))):
            if rng.random() < 0.3:
                f.case(op, function, a, b)
    for _ in range(300):
        a, b = rng.getrandbits(rng.randrange(1, 2200)), rng.getrandbits(rng.randrange(1, 2200))
        if rng.random() < 0.15:
            f.case("true_div", lambda a, b: a / b, rng.choice([-1, 1]) * a, b)
    for a, b in [(1, 2 ** 1074), (1, 2 ** 1075), (3, 2 ** 1075), (1, 2 ** 1076), (2 ** 1024 - 2 ** 970, 1), (2 ** 1024 - 2 ** 970 - 1, 1), (2 ** 53 + 1, 1), (2 ** 53 + 3, 1), (2 ** 54 + 3, 2), (2 ** 1100, 2 ** 1099 + 1), (0, -5), (-1, 10 ** 400), (10 ** 400, 3), (5, 0)]:
        f.case("true_div", lambda a, b: a / b, a, b)
        f.case("modulo", lambda a, b: a % b, a, b)
        f.case("floor_div", lambda a, b: a // b, a, b)
    for a in (0, 1, -1, 5, -5, 2 ** 63 - 1, -2 ** 63, 2 ** 64, -2 ** 100):
        for n in (0, 1, 2, 31, 62, 63, 64, 65, 100, -1, 1 << 70):
            if n < 1000 or a == 0:
                f.case("shift_left", lambda a, n: a << n, a, n)
            f.case("shift_right", lambda a, n: a >> n, a, n)
    for a in (0, 1, -1, 2, -2, 3, 10, -10, 7, 2 ** 40, -2 ** 63):
        for n in (0, 1, 2, 3, 10, 63, 64, 20, -1, -2, -3):
            f.case("power", lambda a, n: a ** n, a, n)
    for _ in range(200):
        a, n, m = random_int() % 10 ** 20 - 10 ** 10, rng.randrange(-5, 60), rng.choice([0, 1, -1, 2, 7, -7, 10, 97, 10 ** 9 + 7, -10 ** 12, 2 ** 64, 2 ** 65 - 1])
        f.case("power_mod", pow, a, n, m)
    for data in (b"", b"\x00", b"\x01", b"\xff", b"\x80\x00", b"\x00\x80", b"\x01\x02\x03\x04\x05\x06\x07\x08\x09", b"\xff" * 9, b"\x00" * 20):
        for order in ("little", "big"):
            for signed in (False, True):
                f.case("from_bytes", lambda d, o, s: int.from_bytes(d, o, signed=s), data, order, signed)
    f.case("to_bytes", lambda a, l, o, s: a.to_bytes(l, o, signed=s), 1, -1, "big", False)
    for n in (640, 4300, 4301, 9000):
        for base in (10, 16, 7, 32):
            f.case("int_of_ones", lambda n, base: int("1" * n, base), n, base) if n != 4300 or base == 16 else None
        f.case("digits_of", lambda n: len(str(10 ** n)), n - 1)
    for _ in range(60):
        x, y = F(rng.uniform(0, 100)), F(rng.choice([0.5, 0.25, 1 / 3, 1.5, -0.5, 0.1, rng.uniform(-9, 9), 100.0, 99.0]))
        if nearest(decimal_of(x) ** decimal_of(y), float(x) ** float(y)):
            f.case("float_power", lambda x, y: float(x) ** float(y), x, y)
        if nearest(decimal_of(x).ln(), math.log(x)):
            f.case("float_log", math.log, x)
        if nearest(decimal_of(y).exp(), math.exp(y)):
            f.case("float_exp", math.exp, y)
    for n in (4299, 4300, 4301, 9000):
        f.case("int_text", str, 10 ** (n - 1))
        f.case("int_text", str, -(10 ** (n - 1)))
    for _ in range(120):
        items = [rng.choice([0, 1, -1, 5, rng.getrandbits(60), -rng.getrandbits(60)]) for _ in range(rng.randrange(6))]
        f.case("hash_tuple", lambda items: hash(tuple(items)), items)
        f.case("hash_frozenset", lambda items: hash(frozenset(items)), sorted(set(items)))
    for _ in range(500):
        def bound():
            return rng.choice([None, None, 0, 1, -1, 2, -2, 3, 5, -5, 9, -9, 10, -10, 11, -11, 100, -100, 2 ** 62, 2 ** 63, -2 ** 63, 2 ** 70, -2 ** 70])
        start, stop, step, length = bound(), bound(), bound(), rng.choice([0, 1, 2, 5, 10])
        def sliced(start, stop, step, length):
            at = slice(start, stop, step).indices(length)
            return list(at) + [len(range(*at))] if abs(at[2]) < 2 ** 62 else "huge"
        if step is None or abs(step) < 2 ** 62:
            f.case("indices", sliced, start, stop, step, length)
        else:
            f.case("slice_list", lambda a, b, c, n: list(range(n))[a:b:c], start, stop, step, length)
    f.write()


SPECS_INT = ["", "d", "5d", "<5", ">5", "^5", "=5", "05", "+", "-", " ", "+d", " d", "#x", "#X", "x", "X", "#o", "o", "b", "#b", "#010x", "08b", "_b", "_x", "#_x", "#020_b", ",", "_", ",d", "_d", "010,", "012_d", "011,", "+012,", "*^20,", "x^+10d",
    "c", "5c", "<5c", "05c", "+c", "#c", "n", "5n", ",n", "e", ".2e", "E", "f", ".0f", ".3f", "F", "g", "G", ".3g", "%", ".1%", "s", "5s", ".2", ".2d", "zd", "z", "q", "dd", "5dx", "=+5", "0=5", "é^7", "^^7", "<<7", "🐍>5", ",x", ",b", "_c", ",c", ",s", "_s",
    ",_", "_,", "1_,", ".", "5.", ".f", "99999999999999999999", ".99999999999999999999f", "١٠", "\x01", "é", "#d", "#,", "z.2f", ",.2f", "_.3e", "015,.2f", "+015_.1f", "%%", "!", "0", "00", "<0", "0<5", "#05", "\x7f", "->8", "-=8", "+ d", "  d", "x<", "<", "="]
SPECS_FLOAT = ["", ".0", ".1", ".2", ".3", ".5", ".10", ".17", ".20", "e", "E", ".0e", ".1e", ".3e", ".17e", ".30e", "f", "F", ".0f", ".1f", ".2f", ".3f", ".10f", ".20f", ".50f", "g", "G", ".0g", ".1g", ".2g", ".3g", ".15g", ".17g", ".30g",
    "%", ".0%", ".1%", ".5%", "#.0f", "#.0e", "#g", "#.3g", "#", "#.3", "n", ".3n", "10", "<10", "^10", ">10", "=10", "010", "+", " ", "-", "+.2f", " .2f", "010.2f", "+010.2f", ",", "_", ",.2f", "_.2f", "020,.2f", "020_.3e", "*^15.2f", "z", "z.0f", "z.1f", "z.3g", "z.1e", "-z.2f", "+z.1f",
    "015", "015,", "0>12.3f", "d", "x", "s", "c", "b", ",n", ".", "q", ".2147483648f", ".f", ",,", "10.3", "x=12.2f", "١٢.٣f", "#.17g", "z%", "#%", "08.3g", ".400f", ".1100f"]
SPECS_STR = ["", "s", "5", "<5", ">5", "^5", "^6", "5s", ".2", ".0", "5.2", "*^9", "*>4.1s", "é<6", "=5", "+", " ", "-s", "#", "z", "05", "<05", ",", "_", "d", "x", "f", "ss", "0", "0s", "\x00<5", "🐍^9", ".", "q", "10.", "\x01", "é", ".99999999999999999999", "+5z#", "^^9", "n", "%"]


def format_cases():
    f = File("format")
    for value in [0, 1, -1, 5, -42, 65, 255, 1000, 1234567, -1234567, 2 ** 31, 123456789012345678901234567890, -2 ** 70, 0x1f600, 0x110000, 10 ** 16, 999999, 10 ** 400]:
        for spec in SPECS_INT:
            if rng.random() < (0.75 if abs(value) < 2 ** 80 else 0.3):
                f.case("format_int", format, value, spec)
    for value in [True, False]:
        for spec in SPECS_INT[1:]:
            if rng.random() < 0.3:
                f.case("format_bool", format, value, spec)
    for value in FLOATS:
        for spec in SPECS_FLOAT:
            if rng.random() < 0.3:
                f.case("format_float", lambda v, s: format(float(v), s), value, spec)
    for value in [F(x) for x in (0.0, -0.0, -0.04, 0.5, 1.5, 2.5, 1234567.891, 1e-7, 123456789.0, float("inf"), float("-inf"), float("nan"))]:
        for spec in SPECS_FLOAT:
            f.case("format_float", lambda v, s: format(float(v), s), value, spec)
    for _ in range(1500):
        spec = rng.choice(["", "", "+", " ", "0", "#", "z", ","]) + rng.choice(["", "", str(rng.randrange(1, 25))]) + rng.choice(["", "." + str(rng.randrange(0, 25))]) + rng.choice("eEfFgG%n") 
        f.case("format_float", lambda v, s: format(float(v), s), random_float(), spec)
    for _ in range(500):
        spec = rng.choice(["", "", "*", "é"]) and rng.choice(["*<", "é^", "0=", " >"]) or rng.choice(["", "<", "^", "=", ">"])
        spec += rng.choice(["", "+", "-", " "]) + rng.choice(["", "#"]) + rng.choice(["", "0"]) + rng.choice(["", str(rng.randrange(1, 30))]) + rng.choice(["", ",", "_"]) + rng.choice(["", "d", "x", "X", "o", "b"])
        f.case("format_int", format, random_int(), spec)
    for value in ["", "a", "abc", "héllo", "\U0001f600x", "0123456789"]:
        for spec in SPECS_STR:
            f.case("format_str", format, value, spec)
    percent_cases(f)
    template_cases(f)
    f.write()


def percent_cases(f):
    flags = ["", "-", "+", " ", "#", "0", "-0", "+0", "# ", "#0", "0-", "+ ", "#-"]
    widths = ["", "1", "5", "12"]
    precisions = ["", ".", ".0", ".2", ".10"]
    values = [0, 1, -1, 42, -42, 255, 10 ** 20, -10 ** 20, 3.7, -3.7, 0.0, -0.0, 1e10, 1234.5678, float("inf"), float("nan"), "abc", "", "é", b"xyz", b"", None, [], True]
    def rendered(fmt, args):
        return fmt % tuple(args)
    for _ in range(2300):
        fmt = "%" + rng.choice(flags) + rng.choice(widths) + rng.choice(precisions) + rng.choice(["", "", "", "l", "h"]) + rng.choice("ddiuoxXeEfFgGcs")
        value = rng.choice(values)
        if fmt[-1] == "s":
            value = rng.choice(["abc", "", "é€x", "hello world"])
        f.case("percent", rendered, fmt, [value])
    for fmt, args in [("%y", [1]), ("%", [1]), ("%5", [1]), ("%.", [1]), ("%(a", [1]), ("%s", []), ("%s %s", ["a"]), ("%s", ["a", "b"]), ("", ["a"]), ("", []), ("%%", []), ("100%%", []), ("%5%", []), ("%5%", [1]), ("%*d", [5, 42]), ("%*d", [-5, 42]), ("%-*d", [5, 42]), ("%.*f", [2, 3.14159]),
                      ("%.*f", [-2, 3.14159]), ("%*.*f", [10, 2, 3.14159]), ("%*d", ["a", 1]), ("%.*d", [1.5, 1]), ("%*d", [5]), ("%*d", [2 ** 70, 1]), ("%.*f", [2 ** 70, 1.0]), ("%.*f", [2 ** 31, 1.0]), ("%99999999999999999999d", [1]), ("%.99999999999d", [1]), ("%.2147483647f", []), ("%c", ["ab"]), ("%c", [""]),
                      ("%c", [65]), ("%c", [0x1f600]), ("%c", [0x110000]), ("%c", [-1]), ("%c", [2 ** 70]), ("%5c|", ["x"]), ("%-5c|", ["x"]), ("%c", [1.5]), ("%d %y", ["x", 1]), ("a%db%sc", [1, "z"]), ("%é", [1]), ("%\n", [1]), ("%\x01", [1]), ("%\x1f", [1]), ("%\x7f", [1]), ("%ld %hd %Ld", [1, 2, 3]), ("%lld", [1]), ("% d", [5]), ("%+d", [0]), ("%#o", [8]), ("%#x", [-255]), ("%#X", [255]), ("%#.5x", [255]), ("%08.3f", [-3.14159]), ("%010.3x", [255]), ("%.3d", [-5]), ("%+.3d", [5]), ("%08.3d", [-5]), ("%x", [1.5]), ("%o", ["a"]), ("%d", [float("inf")]), ("%d", [float("nan")]), ("%f", [10 ** 400]), ("%i", [1e20]), ("%#g", [1.0]), ("%#.0f", [1.0]), ("%#.0e", [1.0]), ("%g", [1e-5]), ("%g", [1e16]), ("%.0g", [123.0]), ("%d", [2 ** 100]), ("%-5d|", [3]), ("%-05d|", [3]), ("%05d", [-3]), ("%05s|", ["a"]), ("%.3s|", ["abcdef"]), ("%5.1s|", ["abc"])]:
        f.case("percent", rendered, fmt, args)
    def rendered_bytes(fmt, args):
        return fmt % tuple(args)
    byte_values = [v for v in values if v != "é"]
    for _ in range(700):
        letter = rng.choice("ddiuoxXeEfFgGcsbs")
        fmt = "%" + rng.choice(flags) + rng.choice(widths) + rng.choice(precisions) + letter
        value = rng.choice([b"abc", b"\xff'", b"", 5, "s", None] if letter in "sb" else byte_values)
        f.case("percent_bytes", rendered_bytes, fmt.encode(), [value])
    for fmt, args in [(b"%y", [1]), (b"%", [1]), (b"%5%", [1]), (b"%%", []), (b"%s", []), (b"a", [1]), (b"%c", [256]), (b"%c", [-1]), (b"%c", [b"ab"]), (b"%c", ["a"]), (b"%c", [65]), (b"%c", [2 ** 70]), (b"%*d|", [-4, 1]), (b"%.*f", [1, 2.25]), (b"%\xff", [1]), (b"\xff%d\x00", [1]), (b"%.2b", [b"abc"]), (b"%5b|", [b"ab"]), (b"%-5s|", [b"ab"])]:
        f.case("percent_bytes", rendered_bytes, fmt, args)


def template_cases(f):
    class Probe:
        """Shows the way that a field takes."""
        def __init__(self, way):
            self.way = way
        def __getattr__(self, name):
            return Probe(f"{self.way}.{name}")
        def __getitem__(self, key):
            return Probe(f"{self.way}[{key!r}]")
        def __format__(self, spec):
            return f"<{self.way}|{spec}>"
        def __repr__(self):
            return f"R{self.way}"
        def __str__(self):
            return f"S{self.way}"
    def built(template):
        return template.format(*[Probe(str(i)) for i in range(4)], a=Probe("a"), b=Probe("b"), **{"x y": Probe("x y"), "é": Probe("é"), " ": Probe(" "), "-1": Probe("-1")})
    for text in ["", "abc", "{}", "{} {}", "{0} {1}", "{1} {0}", "{a}", "{a.b.c}", "{0[1]}", "{0[key]}", "{a[x][y].z}", "{0.x[1]}", "{{}}", "{{{}}}", "{}}}", "{{", "}}", "{", "}", "a{", "a}", "{}}", "{{}", "{0", "{0:", "{0!", "{!r", "{!r}", "{!s:>5}", "{!a}", "{!z}", "{!}", "{!rx}",
                 "{!r:}", "{:}", "{:>{}}", "{:{}{}}", "{:{}}{}", "{0:{1}}", "{:{1}}", "{0:{}}", "{} {0}", "{0} {}", "{a} {}", "{} {a}", "{:{:{}}}", "{:{:{:{}}}}", "{0:{1:{2}}}", "{:abc}", "{:{{}}}", "{:{a}b{b}}", "{0.}", "{0[]}", "{0[}", "{0[1}", "{0[1]x}", "{0[1].}", "{.x}", "{[0]}", "{a.}", "{0..x}", "{x y}",
                 "{é}", "{ }", "{-1}", "{00}", "{01}", "{99999999999999999999}", "{0[99999999999999999999]}", "{0[-1]}", "{0[a]b]}", "{0[{]}", "{0[}]}", "{0{1}}", "{{0}", "{0}}", "{a!r:{b}}", "{:!r}", "{!r!s}", "{a:b:c}", "{a:}}", "{a:{}", "{:{", "{:{}", "{١}", "{0[١]}", "{a!", "{a!r", "{a!r:", "}{", "{}{", "{!\x01}", "{!\x7f}", "{!é}", "{:é🐍}", "{a.é}", "{0:{2}{3}}x{1}"]:
        f.case("template", built, text)
    pieces = ["{", "}", "{}", "{0}", "{a}", ":", "!", "r", "[", "]", ".", "x", "1", "{{", "}}"]
    for _ in range(700):
        f.case("template", built, "".join(rng.choice(pieces) for _ in range(rng.randrange(1, 8))))


def string_cases():
    f = File("strings")
    for text in TEXTS:
        for op in ("upper", "lower", "title", "capitalize", "swapcase", "casefold", "isalnum", "isalpha", "isascii", "isdecimal", "isdigit", "isidentifier", "islower", "isnumeric", "isprintable", "isspace", "istitle", "isupper"):
            f.case(op, lambda t: getattr(t, op)(), text)
        f.case("repr", repr, text)
        f.case("ascii", ascii, text)
        f.case("len", len, text)
        f.case("ord", ord, text)
        for chars in (None, "", "a", " a\t", "lo", "é€"):
            for op in ("strip", "lstrip", "rstrip"):
                f.case(op, lambda t, c: getattr(t, op)(c), text, chars)
        for n in (-1, 0, 1, 2):
            for sep in (None, ",", "a", " ", "X", "aa", "", "\r\n"):
                for op in ("split", "rsplit"):
                    if rng.random() < 0.4:
                        f.case(op, lambda t, s, n: getattr(t, op)(s, n), text, sep, n)
        f.case("splitlines", lambda t, k: t.splitlines(k), text, False)
        f.case("splitlines", lambda t, k: t.splitlines(k), text, True)
        for sep in (",", "a", "ab", "", "€"):
            f.case("partition", lambda t, s: list(t.partition(s)), text, sep)
            f.case("rpartition", lambda t, s: list(t.rpartition(s)), text, sep)
        for width in (0, 4, 7, 8, 15, -3):
            f.case("zfill", lambda t, w: t.zfill(w), text, width)
            for op in ("center", "ljust", "rjust"):
                if rng.random() < 0.5:
                    f.case(op, lambda t, w, c: getattr(t, op)(w, c), text, width, rng.choice(["*", "é", " "]))
        for size in (8, 4, 1, 0, -1):
            f.case("expandtabs", lambda t, n: t.expandtabs(n), "a\tbc\t\td\n\te\r\tf" + text, size)
        for old, new, count in (("a", "bb", -1), ("a", "", 1), ("", "-", -1), ("", "-", 2), ("", "-", 0), ("aa", "b", -1), ("é", "xyz", -1), (" ", "", -1), ("a", "a", 5)):
            f.case("replace", lambda t, o, n, c: t.replace(o, n, c), text, old, new, count)
        for affix in ("a", "", "Hello", "c", "é"):
            f.case("removeprefix", lambda t, a: t.removeprefix(a), text, affix)
            f.case("removesuffix", lambda t, a: t.removesuffix(a), text, affix)
    places = [None, None, 0, 1, 2, 3, -1, -2, -5, 5, 10, 100, -100, 2 ** 63 - 1, -2 ** 63]
    for _ in range(900):
        text = rng.choice(TEXTS + ["abcabc", "éaéaé", "aaaa"])
        needle = rng.choice(["", "a", "aa", "b", "é", "abc", "c", "Σ", "zz", text[:2], text[-2:]])
        start, end = rng.choice(places), rng.choice(places)
        op = rng.choice(["find", "rfind", "index", "rindex", "count", "startswith", "endswith"])
        f.case(op, lambda t, n, s, e: getattr(t, op)(n, s, e), text, needle, start, end)
    for _ in range(500):
        text = rng.choice(["", "abc", "hello world", "éa€b\U0001f600c", "日本語"])
        start, stop = rng.choice([None, 0, 1, 2, -1, -2, 5, -5, 100, -100]), rng.choice([None, 0, 1, 2, -1, -2, 5, -5, 100, -100])
        f.case("slice", lambda t, a, b, c: t[a:b:c], text, start, stop, rng.choice([None, 1, 2, -1, -2, 3, 0]))
    for text in ["", "a", "héllo", "\U0001f600x"]:
        for i in (0, 1, -1, 2, 5, -5):
            f.case("item", lambda t, i: t[i] if -len(t) <= i < len(t) else None, text, i)
        for n in (0, 1, 3, -1, 2 ** 70, -2 ** 70):
            f.case("repeat", lambda t, n: t * n, text, n)
    for code in (0, 65, 0x1f600, 0x10ffff, 0x110000, -1, 2 ** 31, 2 ** 70, -2 ** 40):
        f.case("chr", chr, code)
    for a, b, c in (("abc", "xyz", ""), ("ab", "x", ""), ("a", "b", "cd"), ("", "", "é")):
        f.case("translate", lambda t, a, b, c: t.translate(str.maketrans(a, b, c)), "abcdé", a, b, c)
    alphabet = [chr(c) for c in list(range(0x20, 0x7f)) + [0, 7, 9, 10, 13, 27, 0x7f, 0x80, 0x85, 0xa0, 0xad, 0xb5, 0xdf, 0xe9, 0x130, 0x131, 0x149, 0x1c4, 0x1c5, 0x300, 0x345, 0x378, 0x3a3, 0x3c2, 0x5d0, 0x660, 0x200b, 0x2028, 0x2160, 0x3000, 0x4e00, 0xac00, 0xe000, 0xfb01, 0xfeff, 0xfffd, 0x10400, 0x1d7ce, 0x1f600, 0xe0001, 0x10ffff]]
    for _ in range(400):
        text = "".join(rng.choice(alphabet) for _ in range(rng.randrange(1, 9)))
        for op in rng.sample(["upper", "lower", "title", "capitalize", "swapcase", "casefold", "istitle", "isupper", "islower", "isprintable"], 3):
            f.case(op, lambda t: getattr(t, op)(), text)
        f.case("repr", repr, text)
        f.case("ascii", ascii, text)
    f.write()


def byte_cases():
    f = File("bytes")
    datas = [b"", b"a", b"abc", b"Hello, World", b"it's", b'say "hi"', b"both ' and \"", b"\x00\t\n\r\\\x7f\x80\xff", b"  spaced  out  ", b"one two\x0bthree\x1cfour", b"a,b,,c,", b"aaa", b"aaaa", b"l1\nl2\r\nl3\rl4", b"\n", b"x\x0by\x85z", b"tITLE cASE", b"they're", b"UPPER", b"lower", b"123", b"-42", b"\xe9A\xe9", b"Ab Cd"]
    for data in datas:
        for op in ("upper", "lower", "title", "capitalize", "swapcase", "isalnum", "isalpha", "isascii", "isdigit", "islower", "isspace", "istitle", "isupper"):
            f.case("b." + op, lambda d: getattr(d, op)(), data)
        f.case("b.repr", repr, data)
        f.case("bytearray.repr", lambda d: repr(bytearray(d)), data)
        for chars in (None, b"", b"a", b" a\t", b"lo"):
            for op in ("strip", "lstrip", "rstrip"):
                f.case("b." + op, lambda d, c: getattr(d, op)(c), data, chars)
        for n in (-1, 0, 1, 2):
            for sep in (None, b",", b"a", b" ", b"aa", b"", b"\r\n"):
                for op in ("split", "rsplit"):
                    if rng.random() < 0.5:
                        f.case("b." + op, lambda d, s, n: getattr(d, op)(s, n), data, sep, n)
        for keep in (False, True):
            f.case("b.splitlines", lambda d, k: d.splitlines(k), data, keep)
        for sep in (b",", b"a", b"ab", b""):
            f.case("b.partition", lambda d, s: list(d.partition(s)), data, sep)
            f.case("b.rpartition", lambda d, s: list(d.rpartition(s)), data, sep)
        for width in (0, 4, 7, 8, 15, -3):
            f.case("b.zfill", lambda d, w: d.zfill(w), data, width)
            for op in ("center", "ljust", "rjust"):
                f.case("b." + op, lambda d, w, c: getattr(d, op)(w, c), data, width, b"*")
        for size in (8, 3, 0):
            f.case("b.expandtabs", lambda d, n: d.expandtabs(n), b"a\tbc\t\td\n\te" + data, size)
        for old, new, count in ((b"a", b"bb", -1), (b"a", b"", 1), (b"", b"-", -1), (b"", b"-", 2), (b"", b"-", 1), (b"", b"-", 0), (b"aa", b"b", -1), (b"", b"", -1)):
            f.case("b.replace", lambda d, o, n, c: d.replace(o, n, c), data, old, new, count)
        for sep, size in ((None, 1), (":", 1), ("-", 2), ("-", 3), (" ", -2), (":", 0), (":", -3), ("", 1), ("ab", 1), ("é", 1), (":", 100)):
            f.case("hex", lambda d, s, n: d.hex() if s is None else d.hex(s, n), data, sep, size)
        f.case("b.removeprefix", lambda d, a: d.removeprefix(a), data, b"a")
        f.case("b.removesuffix", lambda d, a: d.removesuffix(a), data, b"c")
        f.case("b.translate", lambda d, x: d.translate(None, x), data, b"al")
    places = [None, None, 0, 1, 2, -1, -2, 5, 100, -100, 2 ** 63 - 1]
    for _ in range(500):
        data = rng.choice(datas + [b"abcabc", b"aaaa"])
        needle = rng.choice([b"", b"a", b"aa", b"b", b"abc", b"zz", data[:2], data[-2:]])
        op = rng.choice(["find", "rfind", "index", "rindex", "count", "startswith", "endswith"])
        f.case("b." + op, lambda d, n, s, e: getattr(d, op)(n, s, e), data, needle, rng.choice(places), rng.choice(places))
    for text in ["", "00ff", "00 FF", " 0 0", "0", "0 ", "zz", "0g", "00é", "é", "0\x0b0", "00\t\n01", "abc", "A b", "00zz"]:
        f.case("fromhex", bytes.fromhex, text)
    for table in (b"", b"a" * 256, b"a" * 255):
        f.case("b.table", lambda d, t: d.translate(t), b"xyz", table)
    codec_cases(f)
    f.write()


def codec_cases(f):
    datas = [b"", b"abc", b"\xff", b"a\xe2\x82", b"a\xe2\x82\xac", b"a\xe2\x28\xa1", b"\xc0\x80", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xf0\x9f\x98", b"\xf5\x80", b"\xe0\x80", b"\xf4\x90\x80\x80", b"\x80a\x81", b"\xc3\xa9\xc3", b"\xef\xbb\xbfhi", b"\xef\xbb", b"\xff\xfea\x00", b"\xfe\xff\x00a", b"a\x00b", b"\x00\xd8a\x00", b"\x00\xdca\x00", b"=\xd8\x00\xde", b"\xd8=\xde\x00", b"\x00\xd8", b"\x00\xd8a", b"a\x00\x00\x00", b"\x00\x00\x00a", b"\xff\xfe\x00\x00a\x00\x00\x00", b"\x00\xd8\x00\x00", b"abcd", b"abcde", b"\xe9\xe9", b"\xf0\x80\x80", b"\xe2\x82\xe2\x82\xac"]
    codecs = ["utf-8", "UTF8", "utf-8-sig", "ascii", "latin-1", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "nope"]
    for data in datas:
        for codec in codecs:
            for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "bogus"):
                if errors == "strict" or rng.random() < 0.4:
                    f.case("decode", lambda d, c, e: d.decode(c, e), data, codec, errors)
    for text in ["", "abc", "é", "a€b", "é€é", "\U0001f600", "aé€\U0001f600b", "\ufeffx", "€€"]:
        for codec in codecs:
            for errors in ("strict", "ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "bogus"):
                if errors == "strict" or rng.random() < 0.5:
                    f.case("encode", lambda t, c, e: t.encode(c, e), text, codec, errors)
    for _ in range(250):
        data = bytes(rng.choice([0x41, 0x7f, 0x80, 0xa0, 0xbf, 0xc1, 0xc3, 0xe0, 0xe2, 0xed, 0xef, 0xf0, 0xf4, 0xf8, 0xff, 0xd8, 0xdc, 0]) for _ in range(rng.randrange(1, 7)))
        f.case("decode", lambda d, c, e: d.decode(c, e), data, rng.choice(["utf-8", "utf-8", "utf-16-le", "utf-16-be"]), rng.choice(["strict", "replace", "backslashreplace", "ignore"]))


def struct_cases():
    f = File("struct")
    def packed(fmt, args):
        return struct.pack(fmt, *args)
    for letter in "bBhHiIlLqQnNP":
        for order in ("", "<", ">", "=", "!", "@"):
            for value in (0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65535, 65536, 2 ** 31 - 1, 2 ** 31, -2 ** 31 - 1, 2 ** 32 - 1, 2 ** 32, 2 ** 63 - 1, 2 ** 63, -2 ** 63, -2 ** 63 - 1, 2 ** 64 - 1, 2 ** 64, 2 ** 80, 1.5, "a", b"a"):
                if rng.random() < 0.45:
                    f.case("pack", packed, order + letter, [value])
    for letter in "efd":
        for order in ("", "<", ">"):
            for value in [float(x) for x in FLOATS] + [65504.0, 65519.9, 65520.0, 1e6, 1e40, 3.4028235677973366e38, 3.4028235677973362e38, 6e-8, 5.9e-8, 3e-8, 2.98e-8, 6.1e-5, 2049.0, 2051.0, 1, 2 ** 70, 10 ** 39, 10 ** 400, 65520, "a", b"a"]:
                if rng.random() < 0.5:
                    f.case("pack", packed, order + letter, [value])
    for fmt, args in [("", []), ("3", []), ("i3", [1]), ("y", [1]), ("b@i", [1, 2]), ("é", [1]), ("\x00", []), ("2i", [1]), ("i", [1, 2]), ("bi", [1, 2]), ("<bi", [1, 2]), ("bq0i", [1, 2]), ("ib0q", [1, 2]), (" b  i ", [1, 2]), ("3 i", [1]), ("5s", [b"ab"]), ("1s", [b"ab"]), ("0s", [b"ab"]), ("s", ["a"]), ("s", [1]), ("5p", [b"abcdefgh"]), ("5p", [b"ab"]),
                      ("300p", [b"a" * 300]), ("p", [b"a"]), ("p", [1]), ("c", [b"a"]), ("c", [b"ab"]), ("c", ["a"]), ("c", [1]), ("3c", [b"a", b"b", b"c"]), ("x", []), ("3xb", [1]), ("?", [1]), ("?", [0]), ("<?h", [1, 2]), ("!HBB4s", [80, 1, 2, b"abcd"]), (">IQ", [1, 2]), ("hhl", [1, 2, 3]), ("@hcxI", [1, b"z", 2]), ("2h3s2i", [1, 2, b"abc", 3, 4]), ("99999999999999999999i", []), ("9223372036854775807i", []), ("<n", [1]), (">P", [1])]:
        f.case("pack", packed, fmt, args)
        f.case("calcsize", struct.calcsize, fmt)
    for fmt, data in [("i", b"abc"), ("i", b"abcd"), ("<f", b"abcd"), (">d", b"@\t!\xfbTD-\x18"), ("?", b"\x05"), ("2?", b"\x00\x01"), ("5p", b"\xffabcd"), ("5p", b"\x02abcd"), ("e", b"\x01\x00"), ("e", b"\x00|"), ("<e", b"\xff{"), (">e", b"\xc0\x00"), ("e", b"\x01|"), ("", b""), ("3s", b"abc"), ("c", b"a"), ("bB", b"\xff\xff"), ("<hH", b"\xff\xff\xff\xff"), (">iI", b"\xff" * 8), ("qQ", b"\xff" * 16), (">q", b"\x80" + b"\x00" * 7), ("lL", b"\x01" * 16), ("nNP", b"\x02" * 24), ("bxh", b"\x01\x02\x03\x04"), ("<bh", b"\x01\x02\x03"), ("0i", b""), ("x", b"a")]:
        f.case("unpack", lambda m, d: list(struct.unpack(m, d)), fmt, data)
    for offset in (0, 1, 2, 3, 4, 20, -1, -2, -4, -5, -6, -7, -10, 2 ** 62):
        f.case("unpack_from", lambda m, d, o: list(struct.unpack_from(m, d, o)), "i", b"abcdef", offset)
        def into(fmt, length, offset, args):
            buffer = bytearray(length)
            struct.pack_into(fmt, buffer, offset, *args)
            return bytes(buffer)
        f.case("pack_into", into, "<h", 6, offset, [258])
        f.case("pack_into", into, "i", 3, offset, [258])
    f.case("pack_into", into, "i", 8, -4, [])
    for fmt, data in (("i", b"abc"), ("0i", b""), ("<h", b"abcdef"), ("<h", b"")):
        f.case("iter_unpack", lambda m, d: [x for (x,) in struct.iter_unpack(m, d)], fmt, data)
    f.write()


def random_cases():
    f = File("random")
    seeds = [0, 1, -1, 42, 2 ** 31, 2 ** 32, 2 ** 64 + 5, 10 ** 100, -10 ** 50, "", "hello", "é€", b"bytes", b"\xff" * 100, F(1.5), F(-2.5), F(0.0)]
    def drawn(seed):
        source = random.Random(float(seed) if isinstance(seed, F) else seed)
        result = [source.random() for _ in range(3)] + [source.getrandbits(k) for k in (1, 5, 32, 33, 64, 100)] + [source._randbelow(n) for n in (1, 2, 6, 7, 1000, 2 ** 40, 2 ** 70)]
        for _ in range(700):
            source.random()
        return result + [source.random(), source.getrandbits(32)] + [list(source.randbytes(n)) for n in (0, 1, 5, 8)] + [source.getstate()[1][-1], source.getstate()[1][0]]
    for seed in seeds:
        op = "seed_float" if isinstance(seed, F) else "seed_int" if isinstance(seed, int) else "seed_str" if isinstance(seed, str) else "seed_bytes"
        f.case(op, drawn, seed)
    for k in (0, -1):
        f.case("getrandbits", lambda k: random.Random(1).getrandbits(k), k)
    f.write()


def unicode_cases():
    """One checksum (FNV-1a, 64 bits) over all code points for each property and mapping."""
    f = File("unicode")
    def checksum(text_of):
        value = 0xcbf29ce484222325
        for code in range(0x110000):
            if 0xd800 <= code < 0xe000:
                continue
            for byte in text_of(chr(code)).encode():
                value = ((value ^ byte) * 0x100000001b3) & 0xffffffffffffffff
        return hex(value)
    for op in ("isprintable", "isalpha", "isdecimal", "isdigit", "isnumeric", "isspace", "isupper", "islower", "istitle", "isidentifier", "isalnum"):
        f.case("all", lambda name: checksum(lambda c: "1" if getattr(c, name)() else "0"), op)
    f.case("all", lambda name: checksum(lambda c: "1" if ("a" + c).isidentifier() else "0"), "continues")
    for op in ("upper", "lower", "title", "capitalize", "casefold", "swapcase"):
        f.case("all", lambda name: checksum(lambda c: getattr(c, name)()), op)
    f.case("all", lambda name: checksum(lambda c: c + str(len(c.splitlines()[0]) if c.splitlines() else 0)), "lines")
    f.case("all", lambda name: checksum(lambda c: str(int(c)) if c.isdecimal() else "-"), "digit")
    f.write()


for write in (number_cases, format_cases, string_cases, byte_cases, struct_cases, random_cases, unicode_cases):
    write()
