"""The harmless part of the operating system: the process, its environment, and
the files of the run, which are in memory."""

import _os
import errno as _errno
import sys as _sys
from os import path

name = "posix"
linesep = "\n"
sep, altsep, pathsep, extsep, curdir, pardir, devnull, defpath = "/", None, ":", ".", ".", "..", "/dev/null", "/bin:/usr/bin"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
EX_OK = 0
O_RDONLY, O_WRONLY, O_RDWR = 0, 1, 2
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2

_MESSAGES = {
    1: "Operation not permitted", 2: "No such file or directory", 3: "No such process",
    4: "Interrupted system call", 5: "Input/output error", 9: "Bad file descriptor", 10: "No child processes",
    11: "Resource temporarily unavailable", 12: "Cannot allocate memory", 13: "Permission denied", 14: "Bad address",
    16: "Device or resource busy", 17: "File exists", 20: "Not a directory", 21: "Is a directory",
    22: "Invalid argument", 24: "Too many open files", 28: "No space left on device", 29: "Illegal seek",
    32: "Broken pipe", 36: "File name too long", 38: "Function not implemented", 39: "Directory not empty",
    88: "Socket operation on non-socket", 89: "Destination address required", 90: "Message too long",
    91: "Protocol wrong type for socket", 92: "Protocol not available", 93: "Protocol not supported",
    95: "Operation not supported", 97: "Address family not supported by protocol", 98: "Address already in use",
    99: "Cannot assign requested address", 100: "Network is down", 101: "Network is unreachable",
    103: "Software caused connection abort", 104: "Connection reset by peer", 105: "No buffer space available",
    106: "Transport endpoint is already connected", 107: "Transport endpoint is not connected",
    108: "Cannot send after transport endpoint shutdown", 110: "Connection timed out", 111: "Connection refused",
    113: "No route to host", 114: "Operation already in progress", 115: "Operation now in progress",
}


def strerror(code):
    return _MESSAGES.get(code, f"Unknown error {code}")


class _Environ(dict):
    """The environment: text by name. Changes stay in the process."""

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        dict.__setitem__(self, key, value)

    def copy(self):
        return dict(self)

    def setdefault(self, key, value):
        if key not in self:
            self[key] = value
        return self[key]

    def __repr__(self):
        return f"environ({dict.__repr__(self)})"


environ = _Environ(_os.environ())


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value):
    environ[name] = value


def unsetenv(name):
    environ.pop(name, None)


def getpid():
    return _os.getpid()


def getppid():
    return _os.getppid()


def getcwd():
    return _os.getcwd()


def urandom(size):
    return _os.urandom(size)


def cpu_count():
    return 2


def getlogin():
    return environ.get("USER", "student")


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


class uname_result(tuple):
    """What `uname` answers."""

    sysname = property(lambda self: self[0])
    nodename = property(lambda self: self[1])
    release = property(lambda self: self[2])
    version = property(lambda self: self[3])
    machine = property(lambda self: self[4])


def uname():
    return uname_result(("Linux", environ.get("HOSTNAME", "localhost"), "6.1.0", "#1 SMP", "x86_64"))


class terminal_size(tuple):
    """Columns and lines."""

    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1):
    return terminal_size((80, 24))


def isatty(fd):
    return False


def _exit(status):
    _os.exit(status)


def abort():
    _os.exit(134)


def kill(pid, sig):
    _os.kill(pid, int(sig))


def system(command):
    raise PermissionError(_errno.EPERM, "Operation not permitted", command)


popen = execv = system


def fork():
    return _os.fork()


def waitpid(pid, options):
    code = _os.wait_child(pid, 0.0 if options & WNOHANG else None)
    if code is None:
        return (0, 0)
    return (pid, -code if code < 0 else code << 8)


def WEXITSTATUS(status):
    return status >> 8


def waitstatus_to_exitcode(status):
    return -(status & 127) if status & 127 else status >> 8


def WIFEXITED(status):
    return not status & 127


def WIFSIGNALED(status):
    return bool(status & 127)


def WTERMSIG(status):
    return status & 127


WNOHANG = 1


# Files

def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    convert = getattr(type(path), "__fspath__", None)
    if convert is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    return convert(path)


def fsencode(filename):
    return filename if isinstance(filename, bytes) else fspath(filename).encode("utf-8", "surrogateescape")


def fsdecode(filename):
    return filename.decode("utf-8", "surrogateescape") if isinstance(filename, bytes) else fspath(filename)


def _fail(code, name):
    raise OSError(code, strerror(code), name)


def listdir(path="."):
    kind = _os.kind(fspath(path))
    if kind != "dir":
        _fail(_errno.ENOENT if kind is None else _errno.ENOTDIR, path)
    return _os.listdir(fspath(path))


def remove(path):
    kind = _os.kind(fspath(path))
    if kind != "file":
        _fail(_errno.ENOENT if kind is None else _errno.EISDIR, path)
    _os.remove(fspath(path))


unlink = remove


def rename(src, dst):
    if _os.kind(fspath(src)) is None:
        error = OSError(_errno.ENOENT, strerror(_errno.ENOENT), src)
        error.filename2 = dst
        raise error
    _os.rename(fspath(src), fspath(dst))


replace = rename


def rmdir(path):
    _os.rmdir(fspath(path))


removedirs = rmdir


def chdir(path):
    if _os.kind(fspath(path)) != "dir":
        _fail(_errno.ENOENT, path)
    _os.chdir(fspath(path))


def walk(top, topdown=True):
    names = sorted(listdir(top))
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for name in folders:
        yield from walk(path.join(top, name), topdown)
    if not topdown:
        yield top, folders, files


class stat_result:
    """What `stat` answers: the size and the kind."""

    def __init__(self, size, mode):
        self.st_size = size
        self.st_mode = mode
        self.st_mtime = self.st_ctime = self.st_atime = 1767225600.0


def stat(path):
    kind = _os.kind(fspath(path))
    if kind is None:
        _fail(_errno.ENOENT, path)
    return stat_result(_os.size(fspath(path)) if kind == "file" else 4096, 0o100644 if kind == "file" else 0o40755)


def mkdir(path, mode=0o777):
    if _os.kind(fspath(path)) is not None:
        _fail(_errno.EEXIST, path)
    _os.mkdir(fspath(path))


def makedirs(name, mode=0o777, exist_ok=False):
    head = path.dirname(fspath(name).rstrip("/"))
    if head and not path.exists(head):
        makedirs(head, mode, True)
    if not (exist_ok and path.isdir(name)):
        mkdir(name, mode)


def access(path, mode):
    return _os.kind(fspath(path)) is not None


def umask(mask):
    return 0o22


class PathLike:
    """Whatever has `__fspath__`."""

    @classmethod
    def __class_subclasscheck__(cls, other):
        return cls is PathLike and hasattr(other, "__fspath__")

    @classmethod
    def __class_instancecheck__(cls, value):
        return cls is PathLike and hasattr(type(value), "__fspath__")


_sys.modules["os.path"] = path
