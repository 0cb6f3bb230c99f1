"""Files in memory, and the bases of files."""

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    """The file cannot do this."""


class IOBase:
    """What all files have."""

    _stop = "."

    closed = False

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def flush(self):
        self._check_open()

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def isatty(self):
        self._check_open()
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file" + self._stop)

    def __enter__(self):
        self._check_open()
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def __iter__(self):
        self._check_open()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1):
        return list(self)

    def writelines(self, lines):
        for line in lines:
            self.write(line)


class RawIOBase(IOBase):
    """A file of bytes without a buffer."""


class BufferedIOBase(IOBase):
    """A file of bytes with a buffer."""


class TextIOBase(IOBase):
    """A file of text."""

    encoding = errors = newlines = None


class _Memory:
    """A place in a content, shared by text and bytes; `_empty` is the content of an empty file."""

    def readable(self):
        self._check_open()
        return True

    writable = seekable = readable

    def getvalue(self):
        self._check_open()
        return self._content()

    def tell(self):
        self._check_open()
        return self._at

    def read(self, size=-1, /):
        self._check_open()
        content = self._content()
        end = len(content) if size is None or size < 0 else self._at + size
        piece = content[self._at:end]
        self._at += len(piece)
        return piece

    def readline(self, size=-1, /):
        self._check_open()
        content = self._content()
        end = content.find(self._newline, self._at) + 1
        if not end:
            end = len(content)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        piece = content[self._at:end]
        self._at += len(piece)
        return piece

    def truncate(self, size=None, /):
        self._check_open()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f"Negative size value {size}" if isinstance(self, TextIOBase) else f"negative size value {size}")
        self._replace(self._content()[:size])
        return size


class StringIO(_Memory, TextIOBase):
    """A file of text in memory."""

    _stop = ""

    _newline = "\n"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        self._crlf = newline == "\r\n"
        # What was written at the end, not yet joined to the text.
        self._text = initial_value or ""
        self._more = []
        self._length = len(self._text)
        self._at = 0

    def _content(self):
        if self._more:
            self._text += "".join(self._more)
            self._more.clear()
        return self._text

    def _replace(self, text):
        self._more.clear()
        self._text = text
        self._length = len(text)

    def write(self, s, /):
        self._check_open()
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        count = len(s)
        if self._crlf:
            s = s.replace("\n", "\r\n")
        if self._at == self._length:
            self._more.append(s)
            self._length += len(s)
        else:
            text = self._content()
            text = text.ljust(self._at, "\0") if self._at > len(text) else text
            self._replace(text[:self._at] + s + text[self._at + len(s):])
        self._at += len(s)
        return count

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        elif whence == 2:
            self._at = self._length
        return self._at


class BytesIO(_Memory, BufferedIOBase):
    """A file of bytes in memory."""

    _newline = b"\n"

    def __init__(self, initial_bytes=b""):
        if isinstance(initial_bytes, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        self._data = bytearray(initial_bytes or b"")
        self._at = 0

    def _content(self):
        return bytes(self._data)

    def _replace(self, data):
        self._data = bytearray(data)

    def getbuffer(self):
        return memoryview(self._data)

    read1 = _Memory.read

    def readinto(self, b):
        piece = self.read(len(b))
        b[:len(piece)] = piece
        return len(piece)

    def write(self, b, /):
        self._check_open()
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        b = bytes(b)
        if self._at > len(self._data):
            self._data += bytes(self._at - len(self._data))
        self._data[self._at:self._at + len(b)] = b
        self._at += len(b)
        return len(b)

    def seek(self, pos, whence=0, /):
        self._check_open()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        self._at = max(0, (0, self._at, len(self._data))[whence] + pos)
        return self._at


class BufferedReader(BufferedIOBase):
    """Hands everything on to a raw file."""

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        self.raw = raw

    def __getattr__(self, name):
        return getattr(self.raw, name)

    def read(self, size=-1):
        return self.raw.read(size)

    def readline(self, size=-1):
        return self.raw.readline(size)

    def write(self, b):
        return self.raw.write(b)

    def flush(self):
        self.raw.flush()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()


class BufferedWriter(BufferedReader):
    """Hands everything on to a raw file."""


class TextIOWrapper(TextIOBase):
    """Text over a file of bytes."""

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self.buffer = buffer
        self.encoding = encoding or "utf-8"
        self.errors = errors or "strict"
        self.line_buffering = line_buffering

    def write(self, s):
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self.buffer.write(s.encode(self.encoding, self.errors))
        return len(s)

    def read(self, size=-1):
        data = self.buffer.read() if size is None or size < 0 else self.buffer.read(size)
        return data.decode(self.encoding, self.errors).replace("\r\n", "\n")

    def readline(self, size=-1):
        return self.buffer.readline().decode(self.encoding, self.errors).replace("\r\n", "\n")

    def flush(self):
        self.buffer.flush()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def detach(self):
        return self.buffer

    def reconfigure(self, **options):
        self.__dict__.update({name: value for name, value in options.items() if value is not None})

    def close(self):
        if not self.closed:
            self.buffer.close()
            self.closed = True


def __getattr__(name):
    if name == "open":
        return open
    raise AttributeError(f"module 'io' has no attribute '{name}'")
