"""Files and folders with names that nobody else has."""

import _os
import _system
import os as _os_module

tempdir = None
template = "tmp"
_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempdir():
    return tempdir or "/tmp"


def _name(suffix, prefix, dir):
    while True:
        middle = "".join([_LETTERS[byte % len(_LETTERS)] for byte in _system.urandom(8)])
        name = f"{dir or gettempdir()}/{template if prefix is None else prefix}{middle}{suffix or ''}"
        if _os.kind(name) is None:
            return name


def mkdtemp(suffix=None, prefix=None, dir=None):
    name = _name(suffix, prefix, dir)
    _os.mkdir(name)
    return name


def mktemp(suffix="", prefix=template, dir=None):
    return _name(suffix, prefix, dir)


def _remove(name):
    for top, folders, files in _os_module.walk(name, topdown=False):
        for file in files:
            _os_module.remove(f"{top}/{file}")
        _os_module.rmdir(top)


class TemporaryDirectory:
    """A folder that is gone with the end of its `with`."""

    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)

    def __repr__(self):
        return f"<TemporaryDirectory {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, kind, value, trace):
        self.cleanup()

    def __del__(self):
        self.cleanup()

    def cleanup(self):
        if _os.kind(self.name) is not None:
            _remove(self.name)


class _Temporary:
    """A file that is gone when it is closed."""

    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def __del__(self):
        self.close()

    def close(self):
        self.file.close()
        if self.delete and _os.kind(self.name) is not None:
            _os.remove(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True):
    name = _name(suffix, prefix, dir)
    return _Temporary(open(name, mode, buffering, encoding, None, newline), name, delete)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None):
    return NamedTemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir)
