"""Exceptions and stacks as text. The wording itself is native."""

import sys as _sys
import _traceback


class FrameSummary:
    """One place of a stack."""

    def __init__(self, filename, lineno, name, line=None, shown=None):
        # What is printed for it, markers included.
        self._shown = shown
        self.filename = filename
        self.lineno = lineno
        self.name = name
        self.line = line

    def __iter__(self):
        return iter([self.filename, self.lineno, self.name, self.line])

    def __getitem__(self, index):
        return (self.filename, self.lineno, self.name, self.line)[index]

    def __len__(self):
        return 4

    def __repr__(self):
        return f"<FrameSummary file {self.filename}, line {self.lineno} in {self.name}>"


class StackSummary(list):
    """A list of places."""

    def format(self):
        return format_list(self)


def _summary(entries, limit):
    if limit is not None:
        entries = entries[:limit] if limit >= 0 else entries[limit:]
    return StackSummary([FrameSummary(*entry, shown) for entry, shown in entries])


def extract_tb(tb, limit=None):
    return _summary(_traceback.entries(tb), limit)


def extract_stack(f=None, limit=None):
    return _summary([(entry, None) for entry in _traceback.stack()], None if limit is None else -limit)


def format_list(extracted_list):
    lines = []
    for entry in extracted_list:
        filename, lineno, name, line = entry
        if getattr(entry, "_shown", None):
            lines.append(entry._shown)
            continue
        text = f'  File "{filename}", line {lineno}, in {name}\n'
        lines.append(f"{text}    {line.strip()}\n" if line else text)
    return lines


def format_tb(tb, limit=None):
    return format_list(extract_tb(tb, limit))


def format_stack(f=None, limit=None):
    return format_list(extract_stack(f, limit))


def _lines(text):
    """One text for a heading, a frame with its source, a message."""
    lines = []
    for line in text.splitlines(True):
        if lines and line.startswith("    "):
            lines[-1] += line
        else:
            lines.append(line)
    return lines


def _error(exc, value):
    return exc if value is _GIVEN or isinstance(exc, BaseException) else value


def _words(error):
    try:
        return str(error)
    except Exception:
        return "<exception str() failed>"


_GIVEN = object()


def format_exception_only(exc, /, value=_GIVEN):
    error = _error(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    kind = type(error)
    name = kind.__qualname__ if kind.__module__ in ("builtins", "__main__") else f"{kind.__module__}.{kind.__qualname__}"
    text = _words(error)
    return [f"{name}: {text}\n" if text else f"{name}\n"]


def format_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, chain=True):
    error = _error(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    if limit is None and chain:
        words = [_words(x) for x in _traceback.chain(error)]
        return _lines(_traceback.format(error, words))
    lines = []
    if error.__traceback__ is not None:
        lines = ["Traceback (most recent call last):\n"] + format_tb(error.__traceback__, limit)
    return lines + format_exception_only(error)


def print_exception(exc, /, value=_GIVEN, tb=_GIVEN, limit=None, file=None, chain=True):
    _write(format_exception(exc, value, tb, limit, chain), file)


def _write(lines, file):
    (_sys.stderr if file is None else file).write("".join(lines))


def print_exc(limit=None, file=None, chain=True):
    print_exception(_sys.exc_info()[1], None, None, limit, file, chain)


def format_exc(limit=None, chain=True):
    return "".join(format_exception(_sys.exc_info()[1], None, None, limit, chain))


def print_last(limit=None, file=None, chain=True):
    print_exception(_sys.last_value, None, None, limit, file, chain)


def print_tb(tb, limit=None, file=None):
    _write(format_tb(tb, limit), file)


def print_stack(f=None, limit=None, file=None):
    _write(format_stack(f, limit), file)


def print_list(extracted_list, file=None):
    _write(format_list(extracted_list), file)


def walk_tb(tb):
    while tb is not None:
        yield tb.tb_frame, tb.tb_lineno
        tb = tb.tb_next


def clear_frames(tb):
    pass


class TracebackException:
    """An exception ready to be shown."""

    def __init__(self, exc_type, exc_value, exc_traceback, *, limit=None, **kwargs):
        self._error = exc_value
        self._limit = limit
        self.exc_type = exc_type
        self.stack = extract_tb(exc_traceback, limit) if exc_traceback is not None else StackSummary()

    @classmethod
    def from_exception(cls, exc, **kwargs):
        return cls(type(exc), exc, exc.__traceback__, **kwargs)

    def format(self, *, chain=True):
        yield from format_exception(self._error, limit=self._limit, chain=chain)

    def format_exception_only(self):
        yield from format_exception_only(self._error)

    def print(self, *, file=None, chain=True):
        _write(self.format(chain=chain), file)

    def __str__(self):
        return str(self._error)
