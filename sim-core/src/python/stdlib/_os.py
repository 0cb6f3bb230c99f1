"""What `os` needs of the world."""

import _system
from _system import urandom

_cwd = ""


def getpid():
    return _system.pid()[0]


def getppid():
    return _system.pid()[1]


def environ():
    return _system.environ()


def exit(status):
    _system.exit(status)


def kill(pid, number):
    _system.kill(pid, number)


def getcwd():
    return _cwd or "/app"


def chdir(path):
    global _cwd
    _cwd = _full(path)


def _full(path):
    """The path as it is written, unless the program has changed its folder."""
    if isinstance(path, bytes):
        path = path.decode("utf-8", "surrogateescape")
    return f"{_cwd}/{path}" if _cwd and not path.startswith("/") else path


def kind(path):
    return _system.file_kind(_full(path)) if path else None


def size(path):
    return _system.file_size(_full(path))


def listdir(path):
    return _system.file_list(_full(path))


def remove(path):
    _system.file_remove(_full(path))


def rmdir(path):
    _system.file_rmdir(_full(path))


def rename(src, dst):
    dst = _full(dst)
    if _system.file_kind(dst) == "file":
        _system.file_remove(dst)
    _system.file_rename(_full(src), dst)


def mkdir(path):
    _system.file_mkdir(_full(path))


def fork(name=None):
    global _forks
    if name is None:
        _forks += 1
        name = f"child-{_forks}"
    pid = _system.fork(name)
    if pid == 0:
        import sys
        for module, after in (("threading", "_after_fork"), ("random", "seed")):
            if module in sys.modules:
                getattr(sys.modules[module], after)()
    return pid


_forks = 0


def wait_child(pid, timeout=None):
    """Exit status, negative for a signal; `None` if the time is up."""
    return _system.child_wait(pid, timeout)
