"""Objects of JSON text."""

_SPACE = " \t\n\r"
_DIGITS = frozenset("0123456789")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_WORDS = {"n": ("null", None), "t": ("true", True), "f": ("false", False)}
_CONSTANTS = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}
_HEX = frozenset("0123456789abcdefABCDEF")


class JSONDecodeError(ValueError):
    """The text is not JSON; `pos` says where."""

    def __init__(self, msg, doc, pos):
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = doc.count("\n", 0, pos) + 1
        self.colno = pos - doc.rfind("\n", 0, pos)
        ValueError.__init__(self, f"{msg}: line {self.lineno} column {self.colno} (char {pos})")

    def __reduce__(self):
        return type(self), (self.msg, self.doc, self.pos)


class JSONDecoder:
    """Makes objects of text."""

    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True,
                 object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _CONSTANTS.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook

    def decode(self, s):
        value, end = self.raw_decode(s, _skip(s, 0))
        end = _skip(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return value

    def raw_decode(self, s, idx=0):
        return self._value(s, idx)

    def _value(self, s, at):
        """The value that begins at `at`, and the place after it."""
        char = s[at:at + 1]
        if char == '"':
            return _string(s, at + 1, self.strict)
        if char == "{":
            return self._object(s, at + 1)
        if char == "[":
            return self._array(s, at + 1)
        if char in _DIGITS or char == "-":
            end = _number_end(s, at)
            if end:
                return self._number(s[at:end]), end
        elif char in _WORDS:
            word, value = _WORDS[char]
            if s.startswith(word, at):
                return value, at + len(word)
        for word in _CONSTANTS:
            if s.startswith(word, at):
                return self.parse_constant(word), at + len(word)
        raise JSONDecodeError("Expecting value", s, at)

    def _number(self, text):
        if text.isdigit() or text[1:].isdigit():
            return self.parse_int(text)
        return self.parse_float(text)

    def _array(self, s, at):
        values = []
        at = _skip(s, at)
        if s[at:at + 1] == "]":
            return values, at + 1
        while True:
            value, at = self._value(s, at)
            values.append(value)
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "]":
                return values, at + 1
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)

    def _object(self, s, at):
        pairs = []
        at = _skip(s, at)
        if s[at:at + 1] != "}":
            at = self._pairs(s, at, pairs)
        at += 1
        if self.object_pairs_hook is not None:
            return self.object_pairs_hook(pairs), at
        made = dict(pairs)
        if self.object_hook is not None:
            made = self.object_hook(made)
        return made, at

    def _pairs(self, s, at, pairs):
        """Collects pairs up to the closing brace and says where it is."""
        while True:
            if s[at:at + 1] != '"':
                raise JSONDecodeError("Expecting property name enclosed in double quotes", s, at)
            key, at = _string(s, at + 1, self.strict)
            at = _skip(s, at)
            if s[at:at + 1] != ":":
                raise JSONDecodeError("Expecting ':' delimiter", s, at)
            value, at = self._value(s, _skip(s, at + 1))
            pairs.append((key, value))
            at = _skip(s, at)
            char = s[at:at + 1]
            if char == "}":
                return at
            if char != ",":
                raise JSONDecodeError("Expecting ',' delimiter", s, at)
            at = _skip(s, at + 1)


def _skip(s, at):
    length = len(s)
    while at < length and s[at] in _SPACE:
        at += 1
    return at


def _digits(s, at):
    length = len(s)
    while at < length and s[at] in _DIGITS:
        at += 1
    return at


def _number_end(s, at):
    """The place after the number, or 0 if there is none."""
    if s[at] == "-":
        at += 1
    if s[at:at + 1] == "0":
        end = at + 1
    else:
        end = _digits(s, at)
        if end == at:
            return 0
    if s[end:end + 1] == ".":
        fraction = _digits(s, end + 1)
        if fraction > end + 1:
            end = fraction
        else:
            return end
    if s[end:end + 1] in ("e", "E"):
        start = end + 2 if s[end + 1:end + 2] in ("+", "-") else end + 1
        exponent = _digits(s, start)
        if exponent > start:
            end = exponent
    return end


def _string(s, at, strict):
    """The string whose opening quote is before `at`, and the place after it."""
    begin = at - 1
    parts = []
    while True:
        quote = s.find('"', at)
        if quote < 0:
            _check_controls(s, s[at:], at, begin, strict)
            if "\\" in s[at:]:
                at = s.index("\\", at)
                _, at = _escape(s, at + 1, begin)
                continue
            raise JSONDecodeError("Unterminated string starting at", s, begin)
        piece = s[at:quote]
        if "\\" not in piece:
            if strict and not piece.isprintable():
                _check_controls(s, piece, at, begin, strict)
            if not parts:
                return piece, quote + 1
            parts.append(piece)
            return "".join(parts), quote + 1
        piece = piece[:piece.index("\\")]
        _check_controls(s, piece, at, begin, strict)
        parts.append(piece)
        char, at = _escape(s, at + len(piece) + 1, begin)
        parts.append(char)


def _check_controls(s, piece, at, begin, strict):
    if not strict:
        return
    for place, char in enumerate(piece):
        if char == "\\":
            return
        if char < " ":
            raise JSONDecodeError("Invalid control character at", s, at + place)


def _escape(s, at, begin):
    """The character after a backslash before `at`, and the place after it."""
    char = s[at:at + 1]
    if not char:
        raise JSONDecodeError("Unterminated string starting at", s, begin)
    if char != "u":
        if char not in _ESCAPES:
            raise JSONDecodeError("Invalid \\escape", s, at - 1)
        return _ESCAPES[char], at + 1
    code = _hex(s, at + 1)
    at += 5
    if 0xd800 <= code <= 0xdbff and s.startswith("\\u", at):
        low = _hex(s, at + 2)
        if 0xdc00 <= low <= 0xdfff:
            return chr(0x10000 + ((code - 0xd800) << 10 | low - 0xdc00)), at + 6
    return chr(code), at


def _hex(s, at):
    digits = s[at:at + 4]
    if len(digits) < 4 or not all(digit in _HEX for digit in digits):
        raise JSONDecodeError("Invalid \\uXXXX escape", s, at - 1)
    return int(digits, 16)
