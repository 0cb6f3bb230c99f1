"""Objects over several lines."""

import sys as _sys


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts).pprint(object)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(indent, width, depth, compact=compact, sort_dicts=sort_dicts).pformat(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def saferepr(object):
    return PrettyPrinter()._flat(object, 0, set())


def isreadable(object):
    return not saferepr(object).startswith("<")


class _Order:
    """Keys of different types in some order."""

    def __init__(self, pair):
        self.key = pair[0]

    def __lt__(self, other):
        try:
            return self.key < other.key
        except TypeError:
            return (str(type(self.key)), id(self.key)) < (str(type(other.key)), id(other.key))


class PrettyPrinter:
    """How to print."""

    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True,
                 underscore_numbers=False):
        if int(indent) < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent = int(indent)
        self._width = int(width)
        self._depth = depth
        self._stream = stream
        self._compact = compact
        self._sort = sort_dicts

    def pprint(self, object):
        (_sys.stdout if self._stream is None else self._stream).write(self.pformat(object) + "\n")

    def pformat(self, object):
        return self._format(object, 0, 0, 0, set())

    def _pairs(self, mapping):
        return sorted(mapping.items(), key=_Order) if self._sort else list(mapping.items())

    def _flat(self, value, level, outer):
        """On one line."""
        kind = type(value)
        own = kind.__repr__
        if own not in (dict.__repr__, list.__repr__, tuple.__repr__) or not value:
            return repr(value)
        if self._depth is not None and level >= self._depth:
            return {dict: "{...}", list: "[...]"}.get(kind, "(...)")
        if id(value) in outer:
            return f"<Recursion on {kind.__name__} with id={id(value)}>"
        inner = outer | {id(value)}
        if own is dict.__repr__:
            parts = [f"{self._flat(key, level + 1, inner)}: {self._flat(item, level + 1, inner)}" for key, item in self._pairs(value)]
            return "{" + ", ".join(parts) + "}"
        parts = [self._flat(item, level + 1, inner) for item in value]
        if own is list.__repr__:
            return "[" + ", ".join(parts) + "]"
        return f"({parts[0]},)" if len(parts) == 1 else "(" + ", ".join(parts) + ")"

    def _format(self, value, indent, allowance, level, outer):
        """`indent` columns are to the left, `allowance` are needed to the right."""
        flat = self._flat(value, level, outer)
        if len(flat) <= self._width - indent - allowance or id(value) in outer:
            return flat
        if self._depth is not None and level >= self._depth:
            return flat
        kind = type(value)
        inner = outer | {id(value)}
        own = kind.__repr__
        if hasattr(kind, "__dataclass_fields__") and hasattr(own, "__closure__"):
            return self._dataclass(value, indent, allowance, level, inner)
        if own is dict.__repr__ and value:
            return self._dict(self._pairs(value), indent, allowance, level, inner)
        if own is list.__repr__ and value:
            return self._items("[", value, "]", indent, allowance, level, inner)
        if own is tuple.__repr__ and value:
            return self._items("(", value, ",)" if len(value) == 1 else ")", indent, allowance, level, inner)
        if kind in (set, frozenset) and value:
            head = "{" if kind is set else "frozenset({"
            tail = "}" if kind is set else "})"
            items = [pair[0] for pair in sorted([(item,) for item in value], key=_Order)]
            return self._items(head, items, tail, indent, allowance, level, inner)
        if own is str.__repr__:
            return self._text(value, indent, allowance, level)
        if kind.__name__ == "OrderedDict" and value:
            head = "OrderedDict("
            return head + self._items("[", list(value.items()), "]", indent + len(head), allowance + 1, level, inner) + ")"
        if kind.__name__ in ("defaultdict", "Counter", "deque") and kind.__module__ == "collections" and len(value):
            return self._collection(value, kind.__name__, indent, allowance, level, inner)
        return flat

    def _collection(self, value, name, indent, allowance, level, inner):
        if name == "deque":
            tail = "])" if value.maxlen is None else f"],\n{' ' * (indent + 6)}maxlen={value.maxlen})"
            return "deque(" + self._items("[", list(value), tail, indent + 6, allowance, level, inner)
        if name == "Counter":
            return "Counter(" + self._dict(value.most_common(), indent + 8, allowance + 1, level, inner) + ")"
        pad = indent + len(name) + 1
        body = self._dict(self._pairs(value), pad, allowance + 1, level, inner)
        return f"{name}({value.default_factory!r},\n{' ' * pad}{body})"

    def _dict(self, pairs, indent, allowance, level, outer):
        shift = " " * (self._indent - 1) if self._indent > 1 else ""
        column = indent + self._indent
        lines = []
        for place, (key, item) in enumerate(pairs):
            key = self._flat(key, level + 1, outer)
            room = allowance + 1 if place == len(pairs) - 1 else 1
            lines.append(f"{key}: {self._format(item, column + len(key) + 2, room, level + 1, outer)}")
        return "{" + shift + (",\n" + " " * column).join(lines) + "}"

    def _items(self, head, items, tail, indent, allowance, level, outer):
        shift = " " * (self._indent - 1) if self._indent > 1 else ""
        column = indent + len(head) - 1 + self._indent
        room = allowance + len(tail.partition("\n")[0])
        shown = []
        width = left = self._width - column + 1
        line = []
        for place, item in enumerate(items):
            is_last = place == len(items) - 1
            needed = room if is_last else 1
            if self._compact:
                flat = self._flat(item, level + 1, outer)
                if is_last:
                    width -= room
                    left -= room
                if len(flat) + 2 > left and line:
                    shown.append(", ".join(line))
                    line = []
                    left = width
                if len(flat) + 2 <= left:
                    line.append(flat)
                    left -= len(flat) + 2
                    continue
            shown.append(self._format(item, column, needed, level + 1, outer))
        if line:
            shown.append(", ".join(line))
        return head + shift + (",\n" + " " * column).join(shown) + tail

    def _text(self, text, indent, allowance, level):
        lines = text.splitlines(True)
        if level == 0:
            indent += 1
            allowance += 1
        most = self._width - indent
        shown = []
        for place, line in enumerate(lines):
            if place == len(lines) - 1:
                most -= allowance
            if len(repr(line)) <= most:
                shown.append(repr(line))
                continue
            current = ""
            # Words with the white space after them.
            parts = _words(line)
            for at, part in enumerate(parts):
                room = most - allowance if place == len(lines) - 1 and at == len(parts) - 1 else most
                if current and len(repr(current + part)) > room:
                    shown.append(repr(current))
                    current = part
                else:
                    current += part
            if current:
                shown.append(repr(current))
        if len(shown) == 1:
            return shown[0]
        joined = ("\n" + " " * indent).join(shown)
        return f"({joined})" if level == 0 else joined

    def _dataclass(self, value, indent, allowance, level, outer):
        name = type(value).__name__
        names = [field.name for field in type(value).__dataclass_fields__.values() if field.repr and field._kind == "field"]
        column = indent + len(name) + 1
        parts = []
        for place, field in enumerate(names):
            room = allowance + 1 if place == len(names) - 1 else 1
            parts.append(f"{field}={self._format(getattr(value, field), column + len(field) + 1, room, level + 1, outer)}")
        return f"{name}(" + (",\n" + " " * column).join(parts) + ")"


def _words(line):
    parts = []
    begin = at = 0
    while at < len(line):
        while at < len(line) and not line[at].isspace():
            at += 1
        while at < len(line) and line[at].isspace():
            at += 1
        parts.append(line[begin:at])
        begin = at
    return parts
