# `sys`: the harmless part.
import _system

argv = _system._argv()
version = '3.11.7 (main) [Mailroom]'
platform = 'linux'
byteorder = 'little'
maxsize = 9223372036854775807
executable = '/usr/bin/python3'
path = ['']
flags = None
float_info = None


class _VersionInfo(tuple):
    major = 3
    minor = 11
    micro = 7
    releaselevel = 'final'
    serial = 0


version_info = _VersionInfo((3, 11, 7, 'final', 0))
hexversion = 0x030b07f0


class _Output:
    encoding = 'utf-8'
    errors = 'strict'
    closed = False

    def __init__(self, fd, name):
        self._fd = fd
        self.name = name
        self.mode = 'w'

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError(f'write() argument must be str, not {type(text).__name__}')
        if text:
            _system.write(self._fd, text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return self._fd

    @property
    def buffer(self):
        return _Bytes(self)

    def reconfigure(self, **options):
        pass

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


class _Bytes:
    def __init__(self, stream):
        self._stream = stream

    def write(self, data):
        self._stream.write(bytes(data).decode('utf-8', 'replace'))
        return len(data)

    def read(self, size=-1):
        return self._stream.read().encode()

    def readline(self):
        return self._stream.readline().encode()

    def __iter__(self):
        for line in self._stream:
            yield line.encode()

    def flush(self):
        pass


class _Input:
    encoding = 'utf-8'
    name = '<stdin>'
    closed = False

    def readline(self):
        line = _system.read_line()
        return '' if line is None else line

    def read(self):
        return ''.join(self)

    def readlines(self):
        return list(self)

    def __iter__(self):
        return self

    def __next__(self):
        line = _system.read_line()
        if line is None:
            raise StopIteration
        return line

    def isatty(self):
        return False

    def fileno(self):
        return 0

    @property
    def buffer(self):
        return _Bytes(self)


stdin = _Input()
stdout = _Output(1, '<stdout>')
stderr = _Output(2, '<stderr>')
__stdin__ = stdin
__stdout__ = stdout
__stderr__ = stderr


def exit(status=None):
    if not isinstance(status, tuple):
        status = () if status is None else (status,)
    raise SystemExit(*status)


def exc_info():
    exception = _system._handled()
    if exception is None:
        return (None, None, None)
    return (type(exception), exception, exception.__traceback__)


def exception():
    return _system._handled()


def getswitchinterval():
    return 0.005


def setswitchinterval(interval):
    pass


def getrecursionlimit():
    return 1000


def setrecursionlimit(limit):
    pass


def getsizeof(x, default=None):
    return x.__sizeof__()


def intern(text):
    return text


def getdefaultencoding():
    return 'utf-8'


def __getattr__(name):
    if name == 'modules':
        return _system._modules()
    raise AttributeError(f"module 'sys' has no attribute '{name}'")
