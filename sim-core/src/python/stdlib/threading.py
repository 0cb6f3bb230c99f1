"""Threads and what keeps them apart.

All of it stands on three primitives: `_thread.start_new_thread`,
`_thread.allocate_lock` and `_thread.get_ident`. When the main program ends,
the machine calls `_shutdown`, which waits for the threads that are no daemons.
"""

import _thread
import sys as _sys
from collections.ring import deque as _deque
from time import monotonic as _now

get_ident = _thread.get_ident
Lock = _thread.allocate_lock
ThreadError = RuntimeError
TIMEOUT_MAX = 9223372036.0
_profile_hook = _trace_hook = None


def get_native_id():
    return get_ident()


class RLock:
    """A lock that its owner can take again."""

    def __init__(self):
        self._block = Lock()
        self._owner = None
        self._count = 0

    def acquire(self, blocking=True, timeout=-1):
        me = get_ident()
        if self._owner == me:
            self._count += 1
            return True
        taken = self._block.acquire(blocking, timeout)
        if taken:
            self._owner = me
            self._count = 1
        return taken

    __enter__ = acquire

    def release(self):
        if self._owner != get_ident():
            raise RuntimeError("cannot release un-acquired lock")
        self._count -= 1
        if not self._count:
            self._owner = None
            self._block.release()

    def __exit__(self, kind, value, trace):
        self.release()

    def _is_owned(self):
        return self._owner == get_ident()

    def _release_save(self):
        state = self._count
        self._count = 0
        self._owner = None
        self._block.release()
        return state

    def _acquire_restore(self, state):
        self._block.acquire()
        self._owner = get_ident()
        self._count = state

    def __repr__(self):
        word = "locked" if self._count else "unlocked"
        return f"<{word} _thread.RLock object owner={self._owner or 0} count={self._count} at {id(self):#x}>"


class Condition:
    """A lock and a row of threads that wait to be notified."""

    def __init__(self, lock=None):
        if lock is None:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        self._waiters = _deque()

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, kind, value, trace):
        return self._lock.__exit__(kind, value, trace)

    def __repr__(self):
        return f"<Condition({self._lock!r}, {len(self._waiters)})>"

    def _is_owned(self):
        if isinstance(self._lock, RLock):
            return self._lock._is_owned()
        if self._lock.acquire(False):
            self._lock.release()
            return False
        return True

    def wait(self, timeout=None):
        if not self._is_owned():
            raise RuntimeError("cannot wait on un-acquired lock")
        waiter = Lock()
        waiter.acquire()
        self._waiters.append(waiter)
        is_recursive = isinstance(self._lock, RLock)
        state = self._lock._release_save() if is_recursive else self._lock.release()
        told = False
        try:
            if timeout is None:
                waiter.acquire()
                told = True
            else:
                told = waiter.acquire(True, timeout) if timeout > 0 else waiter.acquire(False)
            return told
        finally:
            if is_recursive:
                self._lock._acquire_restore(state)
            else:
                self._lock.acquire()
            if not told and waiter in self._waiters:
                self._waiters.remove(waiter)

    def wait_for(self, predicate, timeout=None):
        result = predicate()
        end = None
        while not result:
            left = None
            if timeout is not None:
                if end is None:
                    end = _now() + timeout
                left = end - _now()
                if left <= 0:
                    break
            self.wait(left)
            result = predicate()
        return result

    def notify(self, n=1):
        if not self._is_owned():
            raise RuntimeError("cannot notify on un-acquired lock")
        while n > 0 and self._waiters:
            self._waiters.popleft().release()
            n -= 1

    def notify_all(self):
        self.notify(len(self._waiters))

    def notifyAll(self):
        _deprecated("notifyAll() is deprecated, use notify_all() instead")
        self.notify_all()


class Semaphore:
    """A counter that `acquire` takes from and waits at zero."""

    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._cond = Condition(Lock())
        self._value = value

    def __repr__(self):
        kind = type(self)
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: value={self._value}>"

    def acquire(self, blocking=True, timeout=None):
        if not blocking and timeout is not None:
            raise ValueError("can't specify timeout for non-blocking acquire")
        end = None
        with self._cond:
            while self._value == 0:
                if not blocking:
                    return False
                left = None
                if timeout is not None:
                    if end is None:
                        end = _now() + timeout
                    left = end - _now()
                    if left <= 0:
                        return False
                self._cond.wait(left)
            self._value -= 1
            return True

    __enter__ = acquire

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            self._value += n
            self._cond.notify(n)

    def __exit__(self, kind, value, trace):
        self.release()


class BoundedSemaphore(Semaphore):
    """A semaphore that is never above its first value."""

    def __init__(self, value=1):
        Semaphore.__init__(self, value)
        self._initial_value = value

    def __repr__(self):
        return f"{Semaphore.__repr__(self)[:-1]}/{self._initial_value}>"

    def release(self, n=1):
        if n < 1:
            raise ValueError("n must be one or more")
        with self._cond:
            if self._value + n > self._initial_value:
                raise ValueError("Semaphore released too many times")
            self._value += n
            self._cond.notify(n)


class Event:
    """A flag to wait for."""

    def __init__(self):
        self._cond = Condition(Lock())
        self._flag = False

    def __repr__(self):
        kind = type(self)
        word = "set" if self._flag else "unset"
        return f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}: {word}>"

    def is_set(self):
        return self._flag

    def isSet(self):
        _deprecated("isSet() is deprecated, use is_set() instead")
        return self._flag

    def set(self):
        with self._cond:
            self._flag = True
            self._cond.notify_all()

    def clear(self):
        with self._cond:
            self._flag = False

    def wait(self, timeout=None):
        with self._cond:
            told = self._flag
            if not told:
                told = self._cond.wait(timeout)
            return told


class BrokenBarrierError(RuntimeError):
    """The barrier was reset or broken."""


class Barrier:
    """A place where `parties` threads wait for each other."""

    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._cond = Condition(Lock())
        self._parties = parties
        self._action = action
        self._timeout = timeout
        self._count = 0
        # "filling", "draining", "resetting" or "broken".
        self._state = "filling"

    def __repr__(self):
        kind = type(self)
        at = f"<{kind.__module__}.{kind.__qualname__} at {id(self):#x}"
        return f"{at}: broken>" if self.broken else f"{at}: waiters={self.n_waiting}/{self.parties}>"

    parties = property(lambda self: self._parties)
    n_waiting = property(lambda self: self._count if self._state == "filling" else 0)
    broken = property(lambda self: self._state == "broken")

    def wait(self, timeout=None):
        if timeout is None:
            timeout = self._timeout
        with self._cond:
            while self._state in ("draining", "resetting"):
                self._cond.wait()
            if self._state == "broken":
                raise BrokenBarrierError
            index = self._count
            self._count += 1
            try:
                if self._count == self._parties:
                    self._open()
                else:
                    self._stay(timeout)
                return index
            finally:
                self._count -= 1
                if not self._count and self._state in ("draining", "resetting"):
                    self._state = "filling"
                    self._cond.notify_all()

    def _open(self):
        try:
            if self._action:
                self._action()
        except BaseException:
            self._break()
            raise
        self._state = "draining"
        self._cond.notify_all()

    def _stay(self, timeout):
        if not self._cond.wait_for(lambda: self._state != "filling", timeout):
            self._break()
            raise BrokenBarrierError
        if self._state != "draining":
            raise BrokenBarrierError

    def _break(self):
        self._state = "broken"
        self._cond.notify_all()

    def reset(self):
        with self._cond:
            if self._count:
                self._state = "resetting"
            else:
                self._state = "filling"
            self._cond.notify_all()

    def abort(self):
        with self._cond:
            self._break()


# Threads

_counter = 0
_active = {}
# Started, but not yet running, by `id`.
_starting = {}


def _new_name(template):
    global _counter
    _counter += 1
    return template % _counter


def _deprecated(message):
    import warnings
    warnings.warn(message, DeprecationWarning)


class Thread:
    """A thread of control that runs `target` or an own `run`."""

    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError("group argument must be None for now")
        if name is None:
            name = _new_name("Thread-%d")
            if target is not None and hasattr(target, "__name__"):
                name += f" ({target.__name__})"
        self._target = target
        self._name = str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemonic = current_thread()._daemonic if daemon is None else bool(daemon)
        self._ident = None
        self._started = False
        self._ended = False
        # Held while the thread runs.
        self._running = Lock()
        self._locals = {}
        self._initialized = True

    def __repr__(self):
        self._check()
        status = "stopped" if self._ended else "started" if self._started else "initial"
        if self._daemonic:
            status += " daemon"
        if self._ident is not None:
            status += f" {self._ident}"
        return f"<{type(self).__name__}({self._name}, {status})>"

    def _check(self, message="Thread.__init__() not called"):
        if not self._initialized:
            raise RuntimeError(message)

    def start(self):
        self._check("thread.__init__() not called")
        if self._started:
            raise RuntimeError("threads can only be started once")
        self._running.acquire()
        # Held until the thread has begun to run, as in CPython.
        begun = self._begun = Lock()
        begun.acquire()
        _starting[id(self)] = self
        try:
            self._ident = _thread.start_new_thread(self._bootstrap, (), {}, self._name)
        except BaseException:
            del _starting[id(self)]
            raise
        self._started = True
        self._running._holder = (_thread._TOP - self._ident) // _thread._STACK
        begun._holder = self._running._holder
        begun.acquire()

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            # What the thread worked on dies with its run.
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        self._ident = get_ident()
        _active[self._ident] = self
        _starting.pop(id(self), None)
        self._begun.release()
        del self._begun
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, error.__traceback__, self)))
        finally:
            self._ended = True
            self._locals = {}
            _active.pop(self._ident, None)
            self._running.release()

    def join(self, timeout=None):
        self._check()
        if not self._started:
            raise RuntimeError("cannot join thread before it is started")
        if self is current_thread():
            raise RuntimeError("cannot join current thread")
        if self._ended:
            return
        if timeout is None:
            taken = self._running.acquire()
        elif timeout > 0:
            taken = self._running.acquire(True, timeout)
        else:
            taken = self._running.acquire(False)
        if taken:
            self._running.release()

    def is_alive(self):
        self._check()
        return self._started and not self._ended

    @property
    def name(self):
        self._check()
        return self._name

    @name.setter
    def name(self, name):
        self._check()
        self._name = str(name)
        if self._ident is not None:
            _thread._rename(self._ident, self._name)

    @property
    def ident(self):
        self._check()
        return self._ident

    native_id = ident

    @property
    def daemon(self):
        self._check()
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        self._check()
        if self._started and not self._ended:
            raise RuntimeError("cannot set daemon status of active thread")
        self._daemonic = daemonic

    def isDaemon(self):
        _deprecated("isDaemon() is deprecated, get the daemon attribute instead")
        return self.daemon

    def setDaemon(self, daemonic):
        _deprecated("setDaemon() is deprecated, set the daemon attribute instead")
        self.daemon = daemonic

    def getName(self):
        _deprecated("getName() is deprecated, get the name attribute instead")
        return self.name

    def setName(self, name):
        _deprecated("setName() is deprecated, set the name attribute instead")
        self.name = name


class ExceptHookArgs(tuple):
    """What `excepthook` is told."""

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


def excepthook(args, /):
    if args.exc_type is SystemExit or _sys.stderr is None:
        return
    import traceback
    name = get_ident() if args.thread is None else args.thread._name
    head = "Traceback (most recent call last):\n"
    before, mark, after = "".join(traceback.format_exception(args.exc_value)).rpartition(head)
    # CPython shows these lines of its own; who reads tracebacks knows them.
    if args.thread is not None and mark:
        mark += '  File "/usr/lib/python3.11/threading.py", line 1045, in _bootstrap_inner\n    self.run()\n'
        run = type(args.thread).run
        if run is Thread.run:
            mark += '  File "/usr/lib/python3.11/threading.py", line 982, in run\n    self._target(*self._args, **self._kwargs)\n'
        elif run is Timer.run:
            mark += '  File "/usr/lib/python3.11/threading.py", line 1401, in run\n    self.function(*self.args, **self.kwargs)\n'
    _sys.stderr.write(f"Exception in thread {name}:\n{before}{mark}{after}")


__excepthook__ = excepthook


class Timer(Thread):
    """Calls a function after a time, unless cancelled."""

    def __init__(self, interval, function, args=None, kwargs=None):
        Thread.__init__(self)
        self.interval = interval
        self.function = function
        self.args = [] if args is None else args
        self.kwargs = {} if kwargs is None else kwargs
        self.finished = Event()

    def cancel(self):
        self.finished.set()

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _RunningThread(Thread):
    """The thread of a caller that no `Thread` object has started."""

    def __init__(self, name, daemon):
        self._daemonic = daemon
        Thread.__init__(self, name=name, daemon=daemon)
        self._started = True
        self._running.acquire()
        self._ident = get_ident()
        _active[self._ident] = self


class _MainThread(_RunningThread):
    """The thread in which the program begins."""


class _DummyThread(_RunningThread):
    """A thread that was started by `_thread` alone."""

    def join(self, timeout=None):
        raise AssertionError("cannot join a dummy thread")


def current_thread():
    me = _active.get(get_ident())
    return _DummyThread(_new_name("Dummy-%d"), True) if me is None else me


def currentThread():
    _deprecated("currentThread() is deprecated, use current_thread() instead")
    return current_thread()


def main_thread():
    return _main


def active_count():
    return len(_active) + len(_starting)


def activeCount():
    _deprecated("activeCount() is deprecated, use active_count() instead")
    return active_count()


def enumerate():
    return list(_active.values()) + list(_starting.values())


def settrace(func):
    global _trace_hook
    _trace_hook = func


def setprofile(func):
    global _profile_hook
    _profile_hook = func


def stack_size(size=0):
    return 0


_local_count = 0


def _local_kind(self):
    return "_thread._local" if type(self) is local else type(self).__name__


class local:
    """An object with other attributes in every thread."""

    def __new__(cls, /, *args, **kwargs):
        global _local_count
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        self = object.__new__(cls)
        _local_count += 1
        values = self.__dict__
        values["_local_number"] = _local_count
        values["_local_args"] = args, kwargs
        # The maker's values: `__init__` runs right after this.
        current_thread()._locals[_local_count] = {}
        return self

    def _local_values(self):
        mine = current_thread()._locals
        number = self.__dict__["_local_number"]
        if number not in mine:
            mine[number] = {}
            args, kwargs = self.__dict__["_local_args"]
            if type(self).__init__ is not object.__init__:
                self.__init__(*args, **kwargs)
        return mine[number]

    def __getattr__(self, name):
        values = local._local_values(self)
        if name not in values:
            raise AttributeError(f"'{_local_kind(self)}' object has no attribute '{name}'")
        return values[name]

    def __setattr__(self, name, value):
        if isinstance(getattr(type(self), name, None), property):
            object.__setattr__(self, name, value)
        else:
            local._local_values(self)[name] = value

    def __delattr__(self, name):
        values = local._local_values(self)
        if name not in values:
            raise AttributeError(f"'{_local_kind(self)}' object has no attribute '{name}'")
        del values[name]


_main = None
_main = _MainThread("MainThread", False)


def _after_fork():
    """Only the caller's thread is left in a child process, as its main thread."""
    global _main
    me = _active.pop(_main._ident) if len(_active) == 1 else current_thread()
    me.__class__ = _MainThread
    me._name = "MainThread"
    me._daemonic = False
    me._ident = get_ident()
    _active.clear()
    _starting.clear()
    _active[me._ident] = _main = me


def _shutdown():
    """Waits for all threads that are no daemons."""
    me = _main
    if not me._ended:
        me._ended = True
        me._running.release()
    while True:
        others = [thread for thread in enumerate() if thread is not me and not thread._daemonic]
        if not others:
            return
        for thread in others:
            thread.join()
