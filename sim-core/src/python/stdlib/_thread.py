"""Threads and locks. A thread is the machine's; a lock is an object whose
fields say everything, as no other thread runs in the middle of library text.
Only who waits for a lock is known outside."""

import _system

error = RuntimeError
TIMEOUT_MAX = 9223372036.0
# Identities look like those of Linux: addresses of stacks.
_TOP, _STACK = 139637976727424, 8392704

_locks = 0


def _identity(number):
    return _TOP - number * _STACK


def get_ident():
    return _TOP - _system._thread_number() * _STACK


get_native_id = get_ident


class lock:
    """A lock: `_holder` is the number of the thread that took it."""

    __module__ = "_thread"
    _holder = None
    # By which the threads that wait are found; 0 until the first one waits.
    _number = 0
    _waiting = 0

    def acquire(self, blocking=True, timeout=-1):
        if timeout != -1:
            if not blocking:
                raise ValueError("can't specify a timeout for a non-blocking call")
            if timeout < 0:
                raise ValueError("timeout value must be positive")
            if timeout > TIMEOUT_MAX:
                raise OverflowError("timeout value is too large")
        if self._holder is None:
            self._holder = _system._thread_number()
            return True
        return bool(blocking) and timeout != 0 and self._wait(timeout)

    __enter__ = acquire

    def _wait(self, timeout):
        global _locks
        if not self._number:
            _locks += 1
            self._number = _locks
        left = None
        if timeout != -1:
            end = _system.monotonic() + timeout
            left = float(timeout)
        while self._holder is not None:
            self._waiting += 1
            try:
                woken = _system.lock_wait(self._number, self._holder, left)
            except BaseException:
                # Woken and interrupted at once: the next one shall have it.
                if self._holder is None and self._waiting > 1:
                    _system.lock_wake(self._number)
                raise
            finally:
                self._waiting -= 1
            if left is not None and self._holder is not None:
                left = end - _system.monotonic()
                if not woken or left <= 0:
                    return False
        self._holder = _system._thread_number()
        return True

    def release(self):
        if self._holder is None:
            raise RuntimeError("release unlocked lock")
        self._holder = None
        if self._waiting:
            _system.lock_wake(self._number)

    def __exit__(self, kind, value, trace):
        self.release()

    def locked(self):
        return self._holder is not None

    def __repr__(self):
        word = "unlocked" if self._holder is None else "locked"
        return f"<{word} _thread.lock object at {id(self):#x}>"


LockType = lock


def allocate_lock():
    return lock()


allocate = allocate_lock


def start_new_thread(function, args, kwargs={}, _name=None, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    number = _system._new_thread(_run, (function, args, kwargs))
    _system.thread_started(number, _name or f"thread {number}")
    return _identity(number)


start_new = start_new_thread


def _rename(ident, name):
    _system.thread_renamed((_TOP - ident) // _STACK, name)


def _run(function, args, kwargs):
    try:
        function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as error:
        import sys
        import traceback
        text = "".join(traceback.format_exception(error))
        sys.stderr.write(f"Exception ignored in thread started by: {function!r}\n{text}")


def exit():
    raise SystemExit


exit_thread = exit


def interrupt_main(signum=2, /):
    pid, _ = _system.pid()
    _system.kill(pid, signum)
