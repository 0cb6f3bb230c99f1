"""Locks, semaphores, events and values between processes, over counting
semaphores and single values of the host.

Differs from CPython: a statement is not divided, so that `value.value += 1`
without a lock loses nothing here."""

import _system
from time import monotonic as _now


def _patience(block, timeout):
    if not block:
        return 0.0
    return None if timeout is None else max(0.0, float(timeout))


class Semaphore:
    """A counter that `acquire` takes from and waits at zero."""

    _most = None

    def __init__(self, value=1):
        self._number = _system.semaphore_new(value)

    def acquire(self, block=True, timeout=None):
        return _system.semaphore_take(self._number, _patience(block, timeout))

    def release(self):
        if self._most is not None and self.get_value() >= self._most:
            raise ValueError("semaphore or lock released too many times")
        _system.semaphore_give(self._number, 1)

    def get_value(self):
        return _system.semaphore_value(self._number)

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, trace):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never above its first value."""

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._most = value


class Lock(BoundedSemaphore):
    """A lock between processes."""

    def __init__(self):
        BoundedSemaphore.__init__(self, 1)


class RLock:
    """A lock that its owner can take again."""

    def __init__(self):
        self._lock = Lock()
        self._owner = None
        self._count = 0

    def _me(self):
        return (_system.pid()[0], _system._thread_number())

    def acquire(self, block=True, timeout=None):
        if self._owner != self._me():
            if not self._lock.acquire(block, timeout):
                return False
            self._owner = self._me()
            self._count = 0
        self._count += 1
        return True

    def release(self):
        if self._owner != self._me():
            raise AssertionError("attempt to release recursive lock not owned by thread")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._lock.release()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, trace):
        self.release()


class Condition:
    """A lock and processes that wait to be notified."""

    def __init__(self, lock=None):
        self._lock = lock or RLock()
        self.acquire, self.release = self._lock.acquire, self._lock.release
        self._sleepers = Semaphore(0)
        self._calls = Semaphore(0)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, value, trace):
        self._lock.release()

    def wait(self, timeout=None):
        self._sleepers.release()
        count = getattr(self._lock, "_count", 1)
        for _ in range(count):
            self._lock.release()
        try:
            told = self._calls.acquire(True, timeout)
            if not told:
                self._sleepers.acquire(False)
            return told
        finally:
            for _ in range(count):
                self._lock.acquire()

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        end = None if timeout is None else _now() + timeout
        while not result:
            left = None if end is None else end - _now()
            if left is not None and left <= 0:
                break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        while n > 0 and self._sleepers.acquire(False):
            self._calls.release()
            n -= 1

    def notify_all(self):
        self.notify(self._sleepers.get_value())


class Event:
    """A flag to wait for: a semaphore that whoever takes it gives back."""

    def __init__(self):
        self._flag = Semaphore(0)

    def is_set(self):
        return self._flag.get_value() > 0

    def set(self):
        if not self.is_set():
            self._flag.release()

    def clear(self):
        self._flag.acquire(False)

    def wait(self, timeout=None):
        if self._flag.acquire(True, timeout):
            self._flag.release()
            return True
        return False


class Barrier:
    """A place where some processes wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        self.parties = parties
        self._action = action
        self._timeout = timeout
        self._cond = Condition()
        self._count = Semaphore(0)
        self._round = Semaphore(0)

    def wait(self, timeout=None):
        with self._cond:
            index, turn = self._count.get_value(), self._round.get_value()
            self._count.release()
            if index + 1 == self.parties:
                if self._action:
                    self._action()
                while self._count.acquire(False):
                    pass
                self._round.release()
                self._cond.notify_all()
            elif not self._cond.wait_for(lambda: self._round.get_value() > turn, timeout or self._timeout):
                from threading import BrokenBarrierError
                raise BrokenBarrierError
            return index


class RawValue:
    """A value that processes share."""

    def __init__(self, typecode_or_type, value=None):
        zero = 0.0 if typecode_or_type in ("d", "f") else b"\0" if typecode_or_type == "c" else 0
        self._number = _system.shared_new(zero if value is None else value)

    @property
    def value(self):
        return _system.shared_value(self._number)

    @value.setter
    def value(self, value):
        _system.shared_set(self._number, value)


class _Locked:
    """What has a lock of its own."""

    def _add_lock(self, lock):
        self._lock = RLock() if lock in (True, None) else lock

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, block=True, timeout=None):
        return self._lock.acquire(block, timeout)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, kind, value, trace):
        self._lock.release()


class Value(_Locked, RawValue):
    """A value with its lock."""

    def __init__(self, typecode_or_type, value=None, *, lock=True):
        RawValue.__init__(self, typecode_or_type, value)
        self._add_lock(lock)


class RawArray:
    """Values that processes share."""

    def __init__(self, typecode_or_type, size_or_initializer):
        zero = 0.0 if typecode_or_type in ("d", "f") else 0
        if isinstance(size_or_initializer, int):
            items = [zero] * size_or_initializer
        else:
            items = list(size_or_initializer)
        self._number = _system.shared_new(items)

    def __len__(self):
        return len(_system.shared_value(self._number))

    def __getitem__(self, index):
        return _system.shared_value(self._number)[index]

    def __setitem__(self, index, value):
        items = _system.shared_value(self._number)
        items[index] = value
        _system.shared_set(self._number, items)

    def __iter__(self):
        return iter(_system.shared_value(self._number))


class Array(_Locked, RawArray):
    """Values with a lock."""

    def __init__(self, typecode_or_type, size_or_initializer, *, lock=True):
        RawArray.__init__(self, typecode_or_type, size_or_initializer)
        self._add_lock(lock)
