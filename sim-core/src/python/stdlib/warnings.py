"""Warnings: printed on the standard error, once for a place and text."""

import sys as _sys
import _traceback

filters = []
_said = set()


def _action(category, module):
    for action, kind in filters:
        if issubclass(category, kind):
            return action
    if issubclass(category, DeprecationWarning) and module == "__main__":
        return "default"
    if issubclass(category, (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)):
        return "ignore"
    return "default"


def warn(message, category=None, stacklevel=1, source=None):
    if isinstance(message, Warning):
        category = type(message)
    elif category is None:
        category = UserWarning
    elif not (isinstance(category, type) and issubclass(category, Warning)):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    caller = _traceback.caller(max(stacklevel, 1) - 1) or ("sys", 1, "", "sys")
    action = _action(category, caller[3])
    if action == "ignore":
        return
    if action == "error":
        raise message if isinstance(message, Warning) else category(message)
    text = str(message)
    place = (text, category) if action == "once" else (text, category, caller[0], caller[1])
    if action != "always":
        if place in _said:
            return
        _said.add(place)
    showwarning(message if isinstance(message, Warning) else category(message), category, caller[0], caller[1])


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    showwarning(message, category, filename, lineno)


def showwarning(message, category, filename, lineno, file=None, line=None):
    for record in _records:
        record.append(WarningMessage(message, category, filename, lineno))
        return
    if file is None:
        file = _sys.stderr
    file.write(formatwarning(message, category, filename, lineno, line))


def formatwarning(message, category, filename, lineno, line=None):
    if line is None:
        line = _traceback.line(filename, lineno)
    shown = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    return f"{shown}  {line.strip()}\n" if line else shown


def simplefilter(action, category=Warning, lineno=0, append=False):
    filters.insert(len(filters) if append else 0, (action, category))


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    simplefilter(action, category, lineno, append)


def resetwarnings():
    filters.clear()


_records = []


class WarningMessage:
    """One warning that `catch_warnings(record=True)` kept."""

    def __init__(self, message, category, filename, lineno):
        self.message = message
        self.category = category
        self.filename = filename
        self.lineno = lineno


class catch_warnings:
    """Gives the filters back on exit; keeps the warnings if asked."""

    def __init__(self, *, record=False, module=None):
        self._record = record

    def __enter__(self):
        self._filters = filters[:]
        if not self._record:
            return None
        log = []
        _records.insert(0, log)
        _said.clear()
        return log

    def __exit__(self, *exc_info):
        filters[:] = self._filters
        if self._record:
            _records.pop(0)
