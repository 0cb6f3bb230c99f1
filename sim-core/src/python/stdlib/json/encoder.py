"""JSON text of objects."""

_SHORT = {"\\": "\\\\", '"': '\\"', "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_INFINITY = float("inf")


def py_encode_basestring(s):
    if s.isprintable() and '"' not in s and "\\" not in s:
        return '"' + s + '"'
    parts = []
    for char in s:
        if char in _SHORT:
            char = _SHORT[char]
        elif char < " ":
            char = f"\\u{ord(char):04x}"
        parts.append(char)
    return '"' + "".join(parts) + '"'


def py_encode_basestring_ascii(s):
    if s.isascii() and s.isprintable() and '"' not in s and "\\" not in s:
        return '"' + s + '"'
    parts = []
    for char in s:
        if char in _SHORT:
            char = _SHORT[char]
        elif not " " <= char <= "~":
            code = ord(char)
            if code < 0x10000:
                char = f"\\u{code:04x}"
            else:
                code -= 0x10000
                char = f"\\u{0xd800 + (code >> 10):04x}\\u{0xdc00 + (code & 0x3ff):04x}"
        parts.append(char)
    return '"' + "".join(parts) + '"'


encode_basestring = py_encode_basestring
encode_basestring_ascii = py_encode_basestring_ascii


class JSONEncoder:
    """Makes text of dicts, lists, tuples, strings, numbers, True, False and None."""

    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True,
                 sort_keys=False, indent=None, separators=None, default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {type(o).__name__} is not JSON serializable")

    def encode(self, o):
        parts = []
        indent = self.indent
        if indent is not None and not isinstance(indent, str):
            indent = " " * indent
        self._write(o, parts.append, indent, "\n", set())
        return "".join(parts)

    def iterencode(self, o, _one_shot=False):
        yield self.encode(o)

    def _string(self, text):
        return py_encode_basestring_ascii(text) if self.ensure_ascii else py_encode_basestring(text)

    def _float(self, value):
        if value != value:
            text = "NaN"
        elif value == _INFINITY:
            text = "Infinity"
        elif value == -_INFINITY:
            text = "-Infinity"
        else:
            return float.__repr__(value)
        if not self.allow_nan:
            raise ValueError("Out of range float values are not JSON compliant")
        return text

    def _write(self, o, write, indent, line, outer):
        """`line` is the line break with the indentation of this object."""
        if isinstance(o, str):
            write(self._string(o))
        elif o is None:
            write("null")
        elif o is True:
            write("true")
        elif o is False:
            write("false")
        elif isinstance(o, int):
            write(int.__repr__(o))
        elif isinstance(o, float):
            write(self._float(o))
        else:
            if self.check_circular:
                if id(o) in outer:
                    raise ValueError("Circular reference detected")
                outer.add(id(o))
            if isinstance(o, (list, tuple)):
                self._write_list(o, write, indent, line, outer)
            elif isinstance(o, dict):
                self._write_dict(o, write, indent, line, outer)
            else:
                self._write(self.default(o), write, indent, line, outer)
            outer.discard(id(o))

    def _write_list(self, items, write, indent, line, outer):
        if not items:
            write("[]")
            return
        inner = line if indent is None else line + indent
        first = "[" if indent is None else "[" + inner
        between = self.item_separator if indent is None else self.item_separator + inner
        for item in items:
            write(first)
            first = between
            self._write(item, write, indent, inner, outer)
        write("]" if indent is None else line + "]")

    def _write_dict(self, mapping, write, indent, line, outer):
        if not mapping:
            write("{}")
            return
        inner = line if indent is None else line + indent
        first = "{" if indent is None else "{" + inner
        between = self.item_separator if indent is None else self.item_separator + inner
        for key, value in sorted(mapping.items()) if self.sort_keys else mapping.items():
            if not isinstance(key, str):
                key = self._key(key)
                if key is None:
                    continue
            write(first)
            first = between
            write(self._string(key))
            write(self.key_separator)
            self._write(value, write, indent, inner, outer)
        if first != between:
            write("{")
            write("}")
        else:
            write("}" if indent is None else line + "}")

    def _key(self, key):
        if key is True:
            return "true"
        if key is False:
            return "false"
        if key is None:
            return "null"
        if isinstance(key, int):
            return int.__repr__(key)
        if isinstance(key, float):
            return self._float(key)
        if self.skipkeys:
            return None
        raise TypeError(f"keys must be str, int, float, bool or None, not {type(key).__name__}")
