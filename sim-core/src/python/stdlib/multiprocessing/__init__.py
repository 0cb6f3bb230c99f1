"""Child processes by fork, as CPython starts them on Linux. A child is a copy of
the program at that moment and a process of its own on the stage."""

import _os
import atexit as _atexit
import sys as _sys
from multiprocessing.connection import Connection, Pipe
from multiprocessing.synchronize import (
    Array, Barrier, BoundedSemaphore, Condition, Event, Lock, RawArray, RawValue, RLock, Semaphore, Value)
from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue


class ProcessError(Exception):
    """The base of this module's exceptions."""


class TimeoutError(ProcessError):
    """The time is up."""


_children = []
_count = 0


class Process:
    """A process that runs `target`, or an own `run`."""

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        global _count
        if group is not None:
            raise AssertionError("group argument must be None for now")
        _count += 1
        self._identity = _current._identity + (_count,)
        self._name = name or "Process-" + ":".join([str(n) for n in self._identity])
        self._daemonic = _current._daemonic if daemon is None else bool(daemon)
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._parent = _os.getpid()
        self._pid = None
        self._code = None

    def __repr__(self):
        code = self.exitcode
        status = "initial" if self._pid is None else "started" if code is None else f"stopped exitcode={code}"
        if code is not None and code < 0:
            status = f"stopped exitcode=-{_signal_name(-code)}"
        pid = f" pid={self._pid}" if self._pid else ""
        daemon = " daemon" if self._daemonic else ""
        return f"<{type(self).__name__} name={self._name!r}{pid} parent={self._parent} {status}{daemon}>"

    def run(self):
        if self._target:
            self._target(*self._args, **self._kwargs)

    def start(self):
        assert self._pid is None, "cannot start a process twice"
        assert self._parent == _os.getpid(), "can only start a process object created by current process"
        assert not _current._daemonic, "daemonic processes are not allowed to have children"
        active_children()
        pid = _os.fork(self._name)
        if not pid:
            _os.exit(self._bootstrap())
        self._pid = pid
        _children.append(self)

    def _bootstrap(self):
        global _current, _count
        _current = self
        _count = 0
        _children.clear()
        _atexit._clear()
        self._pid = _os.getpid()
        code = 1
        try:
            try:
                self.run()
            finally:
                _exit_function()
            code = 0
        except SystemExit as error:
            if error.code is None:
                code = 0
            elif isinstance(error.code, int):
                code = error.code
            else:
                _sys.stderr.write(f"{error.code}\n")
        except BaseException as error:
            _sys.stderr.write(f"Process {self._name}:\n{_traceback(self, error)}")
        finally:
            for module, end in (("threading", "_shutdown"), ("_files", "_flush_all")):
                if module in _sys.modules:
                    getattr(_sys.modules[module], end)()
        return code

    def _check(self, word="join"):
        assert self._parent == _os.getpid(), f"can only {word} a child process"

    def join(self, timeout=None):
        self._check()
        assert self._pid is not None, "can only join a started process"
        self._wait(timeout)

    def _wait(self, timeout):
        if self._code is None:
            self._code = _os.wait_child(self._pid, None if timeout is None else float(timeout))
            if self._code is not None and self in _children:
                _children.remove(self)
        return self._code

    def is_alive(self):
        if self is _current:
            return True
        self._check("test")
        return self._pid is not None and self._wait(0.0) is None

    @property
    def exitcode(self):
        if self is _current or self._pid is None:
            return None
        return self._wait(0.0)

    def terminate(self):
        if self.exitcode is None:
            _os.kill(self._pid, 15)

    def kill(self):
        if self.exitcode is None:
            _os.kill(self._pid, 9)

    def close(self):
        if self._pid is not None and self.exitcode is None:
            raise ValueError("Cannot close a process while it is still running. You should first call join() or terminate().")

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        self._name = name

    @property
    def daemon(self):
        return self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        assert self._pid is None, "process has already started"
        self._daemonic = daemonic

    @property
    def pid(self):
        return _os.getpid() if self is _current else self._pid

    ident = pid


class _MainProcess(Process):
    """The process of the program."""

    def __init__(self):
        self._identity = ()
        self._name = "MainProcess"
        self._daemonic = False
        self._parent = None
        self._pid = _os.getpid()
        self._code = None


class _ParentProcess:
    """The process that started this one."""

    def __init__(self, pid):
        self.pid = self.ident = pid
        self.name = "MainProcess"


_current = _MainProcess()


def _signal_name(number):
    import signal
    return signal.Signals(number).name


def _traceback(process, error):
    import traceback
    head = "Traceback (most recent call last):\n"
    before, mark, after = "".join(traceback.format_exception(error)).rpartition(head)
    # CPython shows these lines of its own.
    if mark:
        mark += '  File "/usr/lib/python3.11/multiprocessing/process.py", line 314, in _bootstrap\n    self.run()\n'
        if type(process).run is Process.run:
            mark += '  File "/usr/lib/python3.11/multiprocessing/process.py", line 108, in run\n    self._target(*self._args, **self._kwargs)\n'
    return before + mark + after


def current_process():
    return _current


def parent_process():
    return None if _current._parent is None else _ParentProcess(_current._parent)


def active_children():
    for child in list(_children):
        child._wait(0.0)
    return list(_children)


def _exit_function():
    """At the end of the program daemons are ended, other children waited for."""
    for child in active_children():
        if child._daemonic:
            child.terminate()
    for child in active_children():
        child.join()


_atexit.register(_exit_function)


def cpu_count():
    return 2


def Pool(processes=None, initializer=None, initargs=(), maxtasksperchild=None):
    from multiprocessing.pool import Pool
    return Pool(processes, initializer, initargs, maxtasksperchild)


def Manager():
    raise NotImplementedError("there is no Manager here; Queue, Pipe, Value and Array work")


def freeze_support():
    pass


def get_start_method(allow_none=False):
    return "fork"


def get_all_start_methods():
    return ["fork"]


def set_start_method(method, force=False):
    if method not in (None, "fork"):
        raise ValueError(f"cannot find context for {method!r}")


def get_context(method=None):
    set_start_method(method)
    return _sys.modules["multiprocessing"]
