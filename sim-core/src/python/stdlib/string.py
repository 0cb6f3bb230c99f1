"""Constants of characters, and templates."""

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
printable = digits + ascii_letters + punctuation + whitespace

_NAME_START = frozenset(ascii_letters + "_")
_NAME = frozenset(ascii_letters + digits + "_")


def capwords(s, sep=None):
    return (sep or " ").join([word.capitalize() for word in s.split(sep)])


class Template:
    """Text with `$name` and `${name}` in it."""

    delimiter = "$"

    def __init__(self, template):
        self.template = template

    def _pieces(self):
        """(text, None), (text, name) or (text, False) for a stray delimiter; and its place."""
        text = self.template
        mark = self.delimiter
        at = 0
        while True:
            place = text.find(mark, at)
            if place < 0:
                yield text[at:], None, 0
                return
            if place > at:
                yield text[at:place], None, 0
            begin = place + len(mark)
            if text.startswith(mark, begin):
                yield mark, None, 0
                at = begin + len(mark)
                continue
            braced = text.startswith("{", begin)
            begin += braced
            end = begin
            if text[end:end + 1] in _NAME_START:
                while text[end:end + 1] in _NAME:
                    end += 1
            if end == begin or braced and text[end:end + 1] != "}":
                yield mark, False, place
                at = place + len(mark)
            else:
                yield text[place:end + braced], text[begin:end], place
                at = end + braced

    def _values(self, mapping, kws):
        if mapping is None:
            return kws
        return {**mapping, **kws} if kws else mapping

    def substitute(self, mapping=None, /, **kws):
        values = self._values(mapping, kws)
        parts = []
        for text, name, place in self._pieces():
            if name is False:
                line = self.template.count("\n", 0, place) + 1
                column = place - self.template.rfind("\n", 0, place)
                raise ValueError(f"Invalid placeholder in string: line {line}, col {column}")
            parts.append(text if name is None else str(values[name]))
        return "".join(parts)

    def safe_substitute(self, mapping=None, /, **kws):
        values = self._values(mapping, kws)
        parts = []
        for text, name, _ in self._pieces():
            if name:
                try:
                    text = str(values[name])
                except KeyError:
                    pass
            parts.append(text)
        return "".join(parts)

    def is_valid(self):
        return all(name is not False for _, name, _ in self._pieces())

    def get_identifiers(self):
        return list(dict.fromkeys([name for _, name, _ in self._pieces() if name]))


class Formatter:
    """`str.format` as an object."""

    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        if type(self) is Formatter:
            return format_string.format(*args, **kwargs)
        parts = []
        auto = 0
        for literal, name, spec, conversion in self.parse(format_string):
            parts.append(literal)
            if name is None:
                continue
            if name == "" or name[0] in ".[":
                name = f"{auto}{name}"
                auto += 1
            value, _ = self.get_field(name, args, kwargs)
            value = self.convert_field(value, conversion)
            parts.append(self.format_field(value, self.vformat(spec, args, kwargs)))
        return "".join(parts)

    def parse(self, format_string):
        """(literal, field, specification, conversion) of each part."""
        at = 0
        literal = ""
        while at < len(format_string):
            char = format_string[at]
            if char in "{}" and format_string[at + 1:at + 2] == char:
                literal += char
                at += 2
            elif char == "}":
                raise ValueError("Single '}' encountered in format string")
            elif char == "{":
                end = self._end_of_field(format_string, at + 1)
                field = format_string[at + 1:end]
                name, colon, spec = field.partition(":")
                name, mark, conversion = name.partition("!")
                yield literal, name, spec, conversion if mark else None
                literal = ""
                at = end + 1
            else:
                literal += char
                at += 1
        if literal:
            yield literal, None, None, None

    def _end_of_field(self, text, at):
        depth = 1
        for place in range(at, len(text)):
            if text[place] == "{":
                depth += 1
            elif text[place] == "}":
                depth -= 1
                if not depth:
                    return place
        raise ValueError("expected '}' before end of string")

    def get_field(self, field_name, args, kwargs):
        end = 0
        while end < len(field_name) and field_name[end] not in ".[":
            end += 1
        first, rest = field_name[:end], field_name[end:]
        key = int(first) if first.isdigit() else first
        value = self.get_value(key, args, kwargs)
        while rest:
            if rest[0] == ".":
                end = 1
                while end < len(rest) and rest[end] not in ".[":
                    end += 1
                value = getattr(value, rest[1:end])
            else:
                end = rest.index("]") + 1
                index = rest[1:end - 1]
                value = value[int(index) if index.isdigit() else index]
            rest = rest[end:]
        return value, key

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def convert_field(self, value, conversion):
        if conversion == "r":
            return repr(value)
        if conversion == "s":
            return str(value)
        return ascii(value) if conversion == "a" else value

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def check_unused_args(self, used_args, args, kwargs):
        pass
