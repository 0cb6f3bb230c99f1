"""Files of the host: `open` and what it answers. Bytes are written when the
buffer is full, at `flush` and `close`, when the object dies, and at the end of
the program, as in CPython."""

import _os
import _system
from io import SEEK_CUR, SEEK_END, SEEK_SET, BufferedIOBase, TextIOBase, UnsupportedOperation

BUFFER = 8192

# What is written and not yet on the disk, by file; so that the end of the
# program finds it without keeping the files alive.
_waiting = {}
_count = 0


class _Output:
    """Bytes on their way to a file; `at` is `None` if they go to its end."""

    def __init__(self, path, at):
        global _count
        _count += 1
        self.path = path
        self.at = at
        self.number = _count
        self.data = bytearray()

    def write(self, data):
        self.data += data
        _waiting[self.number] = self
        if len(self.data) > BUFFER:
            self.flush()

    def flush(self):
        if self.data:
            data = bytes(self.data)
            self.data.clear()
            _waiting.pop(self.number, None)
            end = _system.file_write(self.path, self.at, data)
            if self.at is not None:
                self.at = end


def _flush_all():
    for output in list(_waiting.values()):
        output.flush()


class _Binary(BufferedIOBase):
    """An open file of bytes."""

    def __init__(self, name, path, mode, reads, writes, appends):
        self.name = name
        self.mode = mode
        self._path = path
        self._reads = reads
        self._writes = writes
        self._at = _system.file_size(path) if appends else 0
        # Read ahead, from `_at` on.
        self._ahead = b""
        self._output = _Output(path, None if appends else 0) if writes else None

    def __repr__(self):
        kind = "BufferedRandom" if self._reads and self._writes else "BufferedWriter" if self._writes else "BufferedReader"
        return f"<_io.{kind} name={self.name!r}>"

    def __del__(self):
        if not self.closed:
            self.close()

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True

    def flush(self):
        self._check_open()
        if self._output is not None:
            self._output.flush()

    def fileno(self):
        self._check_open()
        return 3

    def readable(self):
        self._check_open()
        return self._reads

    def writable(self):
        self._check_open()
        return self._writes

    def seekable(self):
        self._check_open()
        return True

    def _ready(self, size=BUFFER):
        """Reads ahead; false at the end of the file."""
        if not self._ahead:
            self._ahead = _system.file_read(self._path, self._at, size)
        return self._ahead

    def _check_reads(self):
        if self.closed:
            raise ValueError("read of closed file")
        if not self._reads:
            raise UnsupportedOperation("read")
        self.flush()

    def read(self, size=-1, /):
        self._check_reads()
        if size is None or size < 0:
            size = max(0, _system.file_size(self._path) - self._at)
        pieces = []
        while size > 0 and self._ready(max(size, BUFFER)):
            piece = self._ahead[:size]
            self._ahead = self._ahead[size:]
            self._at += len(piece)
            size -= len(piece)
            pieces.append(piece)
        return b"".join(pieces)

    read1 = read

    def readinto(self, b):
        piece = self.read(len(b))
        b[:len(piece)] = piece
        return len(piece)

    def readline(self, size=-1, /):
        self._check_reads()
        pieces = []
        while self._ready():
            end = self._ahead.find(b"\n") + 1 or len(self._ahead)
            if size is not None and size >= 0:
                end = min(end, size - sum(map(len, pieces)))
            piece = self._ahead[:end]
            self._ahead = self._ahead[end:]
            self._at += len(piece)
            pieces.append(piece)
            if not piece or piece.endswith(b"\n"):
                break
        return b"".join(pieces)

    def write(self, b, /):
        if self.closed:
            raise ValueError("write to closed file")
        if not self._writes:
            raise UnsupportedOperation("write")
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(b)
        self._ahead = b""
        if self._output.at is not None and self._output.at + len(self._output.data) != self._at:
            self._output.flush()
            self._output.at = self._at
        self._output.write(data)
        self._at += len(data)
        return len(data)

    def tell(self):
        self._check_open()
        return self._at

    def seek(self, offset, whence=SEEK_SET, /):
        self.flush()
        base = 0
        if whence == SEEK_CUR:
            base = self._at
        elif whence == SEEK_END:
            base = _system.file_size(self._path)
        if base + offset < 0:
            raise OSError(22, "Invalid argument")
        self._at = base + offset
        self._ahead = b""
        return self._at

    def truncate(self, size=None, /):
        self.flush()
        if not self._writes:
            raise UnsupportedOperation("truncate")
        size = self._at if size is None else size
        _system.file_cut(self._path, size)
        return size


class _Text(TextIOBase):
    """An open file of text over one of bytes."""

    def __init__(self, buffer, encoding, errors, newline, line_buffering):
        self.buffer = buffer
        self.name = buffer.name
        self.mode = buffer.mode
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        self.line_buffering = line_buffering
        self._newline = newline
        # Decoded and not yet read, and its place in the file.
        self._text = ""
        self._next = 0
        self._from = 0

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"

    @property
    def closed(self):
        return self.buffer.closed

    def close(self):
        self.buffer.close()

    def flush(self):
        self.buffer.flush()

    def fileno(self):
        return self.buffer.fileno()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def _check_open(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def _fill(self):
        """Decodes what the file has more of; false if that is nothing."""
        self._check_open()
        if not self.buffer._reads:
            raise UnsupportedOperation("not readable")
        if self._next < len(self._text):
            return True
        self._from = self.buffer.tell()
        text = self.buffer.read().decode(self.encoding, self.errors)
        if self._newline is None and "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        self._text = text
        self._next = 0
        return bool(text)

    def _forget(self):
        """Gives back what was decoded and not read."""
        if self._text:
            at = self.tell()
            self._text = ""
            self._next = 0
            self.buffer.seek(at)

    def read(self, size=-1, /):
        if not self._fill():
            return ""
        end = len(self._text) if size is None or size < 0 else self._next + size
        piece = self._text[self._next:end]
        self._next += len(piece)
        return piece

    def _line_end(self):
        text, at = self._text, self._next
        mark = self._newline or "\n"
        end = text.find(mark, at)
        if self._newline == "":
            other = text.find("\r", at)
            if 0 <= other and (end < 0 or other < end):
                end, mark = other, "\r\n" if text.startswith("\r\n", other) else "\r"
        return end + len(mark) if end >= 0 else len(text)

    def readline(self, size=-1, /):
        if not self._fill():
            return ""
        end = self._line_end()
        if size is not None and size >= 0:
            end = min(end, self._next + size)
        piece = self._text[self._next:end]
        self._next = end
        return piece

    def write(self, s, /):
        self._check_open()
        if not self.buffer._writes:
            raise UnsupportedOperation("not writable")
        if not isinstance(s, str):
            raise TypeError(f"write() argument must be str, not {type(s).__name__}")
        self._forget()
        text = s.replace("\n", self._newline) if self._newline and self._newline != "\n" else s
        self.buffer.write(text.encode(self.encoding, self.errors))
        if self.line_buffering and "\n" in s:
            self.flush()
        return len(s)

    def tell(self):
        self._check_open()
        if not self._text:
            return self.buffer.tell()
        return self._from + len(self._text[:self._next].encode(self.encoding, self.errors))

    def seek(self, cookie, whence=SEEK_SET, /):
        self._check_open()
        if whence == SEEK_CUR:
            if cookie:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), SEEK_SET
        elif whence == SEEK_END and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        elif cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self._text = ""
        self._next = 0
        return self.buffer.seek(cookie, whence)

    def truncate(self, size=None, /):
        self._forget()
        return self.buffer.truncate(size)

    def detach(self):
        return self.buffer

    def reconfigure(self, **options):
        self.__dict__.update({name: value for name, value in options.items() if value is not None})


_MESSAGES = {2: "No such file or directory", 17: "File exists", 21: "Is a directory"}


def _fail(number, name):
    raise OSError(number, _MESSAGES[number], name)


def open(file, mode, buffering, encoding, errors, newline):
    if isinstance(file, int):
        raise OSError(9, "Bad file descriptor")
    if not isinstance(file, (str, bytes)):
        convert = getattr(type(file), "__fspath__", None)
        if convert is None:
            raise TypeError(f"expected str, bytes or os.PathLike object, not {type(file).__name__}")
        file = convert(file)
    kinds = [letter for letter in mode if letter in "rwax"]
    if not isinstance(mode, str) or set(mode) - set("rwaxbt+") or len(mode) > len(set(mode)):
        raise ValueError(f"invalid mode: {mode!r}")
    if "b" in mode and "t" in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) != 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if "b" in mode:
        for what, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take an {what} argument" if what != "newline" else "binary mode doesn't take a newline argument")
    elif newline not in (None, "", "\n", "\r", "\r\n"):
        raise ValueError(f"illegal newline value: {newline!r}")
    elif encoding is not None:
        "".encode(encoding)
    path = _os._full(file)
    _create(file, path, kinds[0])
    reads, writes = kinds[0] == "r" or "+" in mode, kinds[0] != "r" or "+" in mode
    binary = _Binary(file, path, mode, reads, writes, kinds[0] == "a")
    if "b" in mode:
        return binary
    return _Text(binary, encoding, errors, newline, buffering == 1)


def _create(name, path, kind):
    found = _system.file_kind(path) if path else None
    if found == "dir":
        _fail(17 if kind == "x" else 21, name)
    if found is None:
        if kind == "r":
            _fail(2, name)
        try:
            _system.file_write(path, None, b"")
        except OSError as error:
            raise OSError(error.errno, error.strerror, name) from None
    elif kind == "x":
        _fail(17, name)
    elif kind == "w":
        _system.file_cut(path, 0)
