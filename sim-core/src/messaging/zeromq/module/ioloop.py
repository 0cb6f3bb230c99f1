"""zmq.eventloop.ioloop: tornado's loop as far as programs on sockets use it.

Differs from tornado: no coroutines, no executors, no asyncio beneath.
"""

import time

import zmq

_loops = {}


def _thread():
    import threading

    return threading.get_ident()


class TimeoutError(Exception):
    pass


class _Timeout:
    def __init__(self, deadline, callback):
        self.deadline = deadline
        self.callback = callback


class IOLoop:
    """Waits for sockets and times, and calls back; one for each thread."""

    NONE = 0
    READ = 1
    WRITE = 4
    ERROR = 24

    def __init__(self, make_current=True):
        self._handlers = {}
        self._callbacks = []
        self._timeouts = []
        self._stopped = self._running = self._closed = False
        self._waker = self._thread = None
        if make_current:
            self.make_current()

    @classmethod
    def current(cls, instance=True):
        found = _loops.get(_thread())
        return cls() if found is None and instance else found

    instance = current

    @classmethod
    def initialized(cls):
        return _thread() in _loops

    def install(self):
        self.make_current()

    def make_current(self):
        _loops[_thread()] = self

    @classmethod
    def clear_current(cls):
        _loops.pop(_thread(), None)

    def time(self):
        return time.time()

    def close(self, all_fds=False):
        self._closed = True
        for thing, _, _ in list(self._handlers.values()) if all_fds else ():
            if hasattr(thing, "close"):
                thing.close()
        self._handlers.clear()
        for thread, loop in list(_loops.items()):
            if loop is self:
                del _loops[thread]

    def add_handler(self, fd, handler, events):
        key = _key(fd)
        if key in self._handlers:
            raise ValueError(f"fd {key} added twice")
        self._handlers[key] = [fd, handler, events]

    def update_handler(self, fd, events):
        self._handlers[_key(fd)][2] = events

    def remove_handler(self, fd):
        self._handlers.pop(_key(fd), None)

    def add_callback(self, callback, *args, **kwargs):
        if self._closed:
            return
        self._callbacks.append(lambda: callback(*args, **kwargs))
        if self._waker and self._thread != _thread():
            self._waker[1].send(b"x")

    add_callback_from_signal = spawn_callback = add_callback

    def add_timeout(self, deadline, callback, *args, **kwargs):
        if hasattr(deadline, "total_seconds"):
            deadline = self.time() + deadline.total_seconds()
        elif not isinstance(deadline, (int, float)):
            raise TypeError(f"Unsupported deadline {deadline!r}")
        timeout = _Timeout(deadline, lambda: callback(*args, **kwargs))
        at = len(self._timeouts)
        while at and self._timeouts[at - 1].deadline > deadline:
            at -= 1
        self._timeouts.insert(at, timeout)
        return timeout

    call_at = add_timeout

    def call_later(self, delay, callback, *args, **kwargs):
        return self.add_timeout(self.time() + delay, callback, *args, **kwargs)

    def remove_timeout(self, timeout):
        if timeout in self._timeouts:
            self._timeouts.remove(timeout)

    def stop(self):
        self._stopped = True
        if self._waker and self._thread != _thread():
            self._waker[1].send(b"x")

    def start(self):
        import sys

        if self._running:
            raise RuntimeError("This event loop is already running")
        self._running = True
        self._thread = _thread()
        # Others can only wake a loop in a program with threads.
        if "threading" in sys.modules and not self._waker:
            import socket

            self._waker = socket.socketpair()
            self.add_handler(self._waker[0], lambda end, _: end.recv(4096), self.READ)
        try:
            while not self._stopped:
                self._turn()
        finally:
            self._running = self._stopped = False

    def _turn(self):
        ready, self._callbacks = self._callbacks, []
        now = self.time()
        while self._timeouts and self._timeouts[0].deadline <= now:
            ready.append(self._timeouts.pop(0).callback)
        for callback in ready:
            self._run(callback)
        millis = -1
        if self._callbacks or self._stopped:
            millis = 0
        elif self._timeouts:
            # Rounded up, so that the time has come when the poll ends.
            millis = max(0, int((self._timeouts[0].deadline - self.time()) * 1000 + 0.999))
        items = [(thing, _flags(events)) for thing, _, events in self._handlers.values()]
        for key, events in zmq.zmq_poll([item for item in items if item[1]], millis):
            found = self._handlers.get(key)
            if found:
                # Of a poller ERROR is 4, of this loop 24.
                happened = (events & 1) | (events & 2) * 2 | (events & 4) * 6
                self._run(lambda: found[1](found[0], happened))

    def _run(self, callback):
        try:
            callback()
        except Exception:
            import logging

            log = logging.getLogger("tornado.application")
            log.error("Exception in callback %r", callback, exc_info=True)


def _key(fd):
    return fd if isinstance(fd, (int, zmq.Socket)) else fd.fileno()


def _flags(events):
    return (events & 1) | (events & 4) // 2


class PeriodicCallback:
    """Calls back every so many milliseconds while the loop runs."""

    def __init__(self, callback, callback_time, jitter=0):
        if hasattr(callback_time, "total_seconds"):
            callback_time = callback_time.total_seconds() * 1000
        elif callback_time <= 0:
            raise ValueError("Periodic callback must have a positive callback_time")
        self.callback = callback
        self.callback_time = callback_time
        self.jitter = jitter
        self._running = False
        self._timeout = None

    def start(self):
        self.io_loop = IOLoop.current()
        self._running = True
        self._next = self.io_loop.time()
        self._plan()

    def stop(self):
        self._running = False
        if self._timeout is not None:
            self.io_loop.remove_timeout(self._timeout)
            self._timeout = None

    def is_running(self):
        return self._running

    def _call(self):
        if self._running:
            try:
                self.io_loop._run(self.callback)
            finally:
                self._plan()

    def _plan(self):
        if not self._running:
            return
        step = self.callback_time / 1000
        if self.jitter:
            import random

            step *= 1 + self.jitter * (random.random() - 0.5)
        now = self.io_loop.time()
        missed = (now - self._next) // step if self._next <= now else 0
        self._next += (missed + 1) * step
        self._timeout = self.io_loop.add_timeout(self._next, self._call)


class DelayedCallback(PeriodicCallback):
    """Calls back once."""

    def _call(self):
        self.stop()
        self.callback()


ZMQIOLoop = IOLoop


def install():
    pass
