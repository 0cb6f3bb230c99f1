"""Pipes between processes: each message is one object, pickled."""

import _system


class Connection:
    """An end of a pipe."""

    def __init__(self, reads, writes):
        self._reads = reads
        self._writes = writes
        self.closed = False

    readable = property(lambda self: self._reads is not None)
    writable = property(lambda self: self._writes is not None)

    def _check(self, number, word):
        if self.closed:
            raise OSError("handle is closed")
        if number is None:
            raise OSError(f"connection is {word}-only")

    def send_bytes(self, buf, offset=0, size=None):
        self._check(self._writes, "read")
        data = bytes(buf)[offset:]
        _system.pipe_send(self._writes, data if size is None else data[:size])

    def recv_bytes(self, maxlength=None):
        self._check(self._reads, "write")
        data = _system.pipe_receive(self._reads, None, True)
        if data is None:
            raise EOFError
        return data

    def send(self, obj):
        import pickle
        self._check(self._writes, "read")
        _system.pipe_send(self._writes, pickle.dumps(obj))

    def recv(self):
        import pickle
        return pickle.loads(self.recv_bytes())

    def poll(self, timeout=0.0):
        self._check(self._reads, "write")
        return _system.pipe_receive(self._reads, None if timeout is None else float(timeout), False) is True

    def fileno(self):
        self._check(0, "")
        return 3

    def close(self):
        if not self.closed:
            self.closed = True
            if self._reads is not None:
                _system.pipe_close(self._reads, True)
            if self._writes is not None:
                _system.pipe_close(self._writes, False)

    def __del__(self):
        self.close()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.close()


def Pipe(duplex=True):
    there = _system.pipe_new(True)
    if not duplex:
        return Connection(there, None), Connection(None, there)
    back = _system.pipe_new(True)
    return Connection(there, back), Connection(back, there)


def wait(object_list, timeout=None):
    """Those of some connections that have something to read."""
    import time
    end = None if timeout is None else time.monotonic() + timeout
    while True:
        ready = [one for one in object_list if one.poll()]
        if ready or end is not None and time.monotonic() >= end:
            return ready
        time.sleep(0.001)
