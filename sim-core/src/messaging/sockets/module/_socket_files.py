"""What `socket.makefile` makes: files over a socket, as `io` has them."""

import io

_CANNOT = "cannot read from timed out object"


class SocketIO(io.RawIOBase):
    """A socket as a file without a buffer."""

    def __init__(self, sock, mode):
        self._sock = sock
        self._mode = mode
        self._reading = "r" in mode
        self._writing = "w" in mode
        self._timeout_occurred = False

    @property
    def name(self):
        return -1 if self.closed else self._sock.fileno()

    @property
    def mode(self):
        return self._mode

    def fileno(self):
        self._check_open()
        return self._sock.fileno()

    def readable(self):
        self._check_open()
        return self._reading

    def writable(self):
        self._check_open()
        return self._writing

    def _take(self, size):
        """At most `size` bytes, or None if there are none and the socket does not wait."""
        self._check_open()
        if self._timeout_occurred:
            raise OSError(_CANNOT)
        try:
            return self._sock.recv(size)
        except BlockingIOError:
            return None
        except TimeoutError:
            self._timeout_occurred = True
            raise

    def read(self, size=-1):
        if size is None or size < 0:
            return self.readall()
        return self._take(size)

    def readall(self):
        pieces = []
        while piece := self._take(8192):
            pieces.append(piece)
        return b"".join(pieces)

    def readinto(self, buffer):
        data = self._take(len(buffer))
        if data is None:
            return None
        buffer[:len(data)] = data
        return len(data)

    def write(self, data):
        self._check_open()
        if not self._writing:
            raise io.UnsupportedOperation("File or stream is not writable.")
        try:
            return self._sock.send(data)
        except BlockingIOError:
            return None

    def readline(self, size=-1):
        line = b""
        while size < 0 or len(line) < size:
            piece = self._take(1)
            if not piece:
                break
            line += piece
            if piece == b"\n":
                break
        return line

    def close(self):
        if not self.closed:
            self.closed = True
            self._sock._decref_socketios()
            self._sock = None

    def __del__(self):
        self.close()


class _Buffered(io.BufferedIOBase):
    """A buffer for reading and one for writing over a SocketIO."""

    def __init__(self, raw, size):
        self.raw = raw
        self._size = size
        self._read = b""
        self._write = []
        self._held = 0

    @property
    def name(self):
        return self.raw.name

    @property
    def mode(self):
        return self.raw.mode

    def fileno(self):
        return self.raw.fileno()

    def readable(self):
        return self.raw.readable()

    def writable(self):
        return self.raw.writable()

    def _may_read(self):
        self._check_open()
        if not self.raw._reading:
            raise io.UnsupportedOperation("read")

    def _fill(self):
        """True if more has come."""
        piece = self.raw._take(self._size)
        if not piece:
            return False
        self._read += piece
        return True

    def _cut(self, size):
        data = self._read[:size]
        self._read = self._read[size:]
        return data

    def read(self, size=-1):
        self._may_read()
        if size is None or size < 0:
            pieces = [self._cut(len(self._read)), self.raw.readall()]
            return b"".join(pieces)
        pieces = [self._cut(size)]
        missing = size - len(pieces[0])
        while missing:
            piece = self.raw._take(max(missing, self._size))
            if not piece:
                break
            self._read = piece[missing:]
            pieces.append(piece[:missing])
            missing -= len(pieces[-1])
        return b"".join(pieces)

    def read1(self, size=-1):
        self._may_read()
        if not self._read and size:
            self._fill()
        return self._cut(self._size if size < 0 else size)

    def peek(self, size=0):
        self._may_read()
        if not self._read:
            self._fill()
        return self._read

    def readinto(self, buffer):
        data = self.read(len(buffer))
        buffer[:len(data)] = data
        return len(data)

    def readline(self, size=-1):
        self._may_read()
        searched = 0
        while True:
            end = self._read.find(b"\n", searched) + 1
            searched = len(self._read)
            if size is not None and 0 <= size <= (end or searched):
                return self._cut(size)
            if end:
                return self._cut(end)
            if not self._fill():
                return self._cut(searched)

    def write(self, data):
        self._check_open()
        if not self.raw._writing:
            raise io.UnsupportedOperation("write")
        if isinstance(data, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        data = bytes(data)
        self._write.append(data)
        self._held += len(data)
        if self._held > self._size:
            self.flush()
        return len(data)

    def flush(self):
        self._check_open()
        if self._write:
            data = b"".join(self._write)
            self._write = []
            self._held = 0
            self.raw._sock.sendall(data)

    def close(self):
        if not self.closed:
            try:
                self.flush()
            finally:
                self.closed = True
                self.raw.close()

    def detach(self):
        self.flush()
        return self.raw

    def __del__(self):
        if not self.closed and self._write:
            try:
                self.close()
            except OSError:
                pass

    def __repr__(self):
        kind = type(self).__name__
        if kind == "BufferedRWPair":
            return f"<_io.{kind} object at {id(self):#x}>"
        return f"<_io.{kind} name={self.name!r}>"


class BufferedReader(_Buffered):
    pass


class BufferedWriter(_Buffered):
    pass


class BufferedRWPair(_Buffered):
    pass


class TextIOWrapper(io.TextIOBase):
    """Text over one of the above."""

    def __init__(self, buffer, encoding, errors, newline, mode):
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self.buffer = buffer
        self.encoding = encoding or "UTF-8"
        self.errors = errors or "strict"
        self.mode = mode
        self._newline = newline
        self._rest = b""
        self._text = ""

    @property
    def name(self):
        return self.buffer.name

    @property
    def line_buffering(self):
        return False

    def fileno(self):
        return self.buffer.fileno()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def _decode(self, data, final=False):
        """Text of what is whole; bytes of a character that is not stay."""
        data = self._rest + data
        self._rest = b""
        if not final:
            if self._newline is None and data.endswith(b"\r"):
                data, self._rest = data[:-1], b"\r"
            if self.encoding.lower().replace("-", "") == "utf8":
                for back in range(1, min(4, len(data) + 1)):
                    lead = data[-back]
                    if lead >= 0xC0:
                        if back < (2 if lead < 0xE0 else 3 if lead < 0xF0 else 4):
                            data, self._rest = data[:-back], data[-back:] + self._rest
                        break
                    if lead < 0x80:
                        break
        text = data.decode(self.encoding, self.errors)
        if self._newline is None:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def _may_read(self):
        self._check_open()
        if not self.buffer.raw._reading:
            raise io.UnsupportedOperation("not readable")

    def _fill(self):
        piece = self.buffer.read1(8192)
        self._text += self._decode(piece, not piece)
        return bool(piece)

    def _line_end(self, start):
        if self._newline == "":
            ends = [self._text.find(end, start) + len(end) for end in ("\r\n", "\n", "\r")]
            found = [end for end, mark in zip(ends, ("\r\n", "\n", "\r")) if end >= len(mark) + start]
            return min(found, default=0)
        mark = self._newline or "\n"
        end = self._text.find(mark, max(start - 1, 0))
        return 0 if end < 0 else end + len(mark)

    def _cut(self, size):
        text = self._text[:size]
        self._text = self._text[size:]
        return text

    def readline(self, size=-1):
        self._may_read()
        searched = 0
        while True:
            end = self._line_end(searched)
            searched = len(self._text)
            if 0 <= size <= (end or searched):
                return self._cut(size)
            if end:
                return self._cut(end)
            if not self._fill():
                return self._cut(len(self._text))

    def read(self, size=-1):
        self._may_read()
        if size is None or size < 0:
            self._text += self._decode(self.buffer.read(), True)
            return self._cut(len(self._text))
        while len(self._text) < size and self._fill():
            pass
        return self._cut(size)

    def write(self, text):
        self._check_open()
        if not self.buffer.raw._writing:
            raise io.UnsupportedOperation("not writable")
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        length = len(text)
        if self._newline in ("\r", "\r\n"):
            text = text.replace("\n", self._newline)
        self.buffer.write(text.encode(self.encoding, self.errors))
        return length

    def flush(self):
        self.buffer.flush()

    def close(self):
        if not self.closed:
            self.closed = True
            self.buffer.close()

    def detach(self):
        self.flush()
        return self.buffer

    def __repr__(self):
        # A pair of reader and writer has no name.
        name = "" if type(self.buffer) is BufferedRWPair else f"name={self.name!r} "
        return f"<_io.TextIOWrapper {name}mode={self.mode!r} encoding={self.encoding!r}>"


def make(sock, mode, buffering, encoding, errors, newline):
    if not set(mode) <= {"r", "w", "b"}:
        raise ValueError(f"invalid mode {mode!r} (only r, w, b allowed)")
    writing = "w" in mode
    reading = "r" in mode or not writing
    binary = "b" in mode
    size = io.DEFAULT_BUFFER_SIZE if buffering is None or buffering < 0 else buffering
    if size == 0 and not binary:
        raise ValueError("unbuffered streams must be binary")
    raw = SocketIO(sock, ("r" if reading else "") + ("w" if writing else "") + "b")
    sock._io_refs += 1
    if size == 0:
        return raw
    kind = BufferedRWPair if reading and writing else BufferedReader if reading else BufferedWriter
    buffer = kind(raw, max(size, 2))
    if binary:
        return buffer
    return TextIOWrapper(buffer, encoding, errors, newline, mode)
