"""Context managers."""

import functools as _functools
import sys as _sys
from abc import ABC as _ABC
from collections.ring import deque as _deque


class AbstractContextManager(_ABC):
    """Whatever has `__enter__` and `__exit__`."""

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        return None


class ContextDecorator:
    """A context manager that can also decorate a function."""

    def _recreate_cm(self):
        return self

    def __call__(self, func):
        @_functools.wraps(func)
        def inner(*args, **kwds):
            with self._recreate_cm():
                return func(*args, **kwds)
        return inner


class _GeneratorContextManager(ContextDecorator):
    """The part before the `yield` on entry, the part after it on exit."""

    def __init__(self, func, args, kwds):
        self._made = func, args, kwds
        self.gen = func(*args, **kwds)

    def _recreate_cm(self):
        return type(self)(*self._made)

    def __enter__(self):
        self._made = None
        try:
            return next(self.gen)
        except StopIteration:
            raise RuntimeError("generator didn't yield") from None

    def __exit__(self, kind, value, trace):
        if kind is None:
            try:
                next(self.gen)
            except StopIteration:
                return False
            raise RuntimeError("generator didn't stop")
        if value is None:
            value = kind()
        try:
            self.gen.throw(value)
        except StopIteration as stop:
            # Raised by the body itself, it is not swallowed.
            return stop is not value
        except RuntimeError as error:
            if error is value:
                return False
            if isinstance(value, StopIteration) and error.__cause__ is value:
                return False
            raise
        except BaseException as error:
            if error is not value:
                raise
            return False
        raise RuntimeError("generator didn't stop after throw()")


def contextmanager(func):
    @_functools.wraps(func)
    def helper(*args, **kwds):
        return _GeneratorContextManager(func, args, kwds)
    return helper


class closing:
    """Closes the thing on exit."""

    def __init__(self, thing):
        self.thing = thing

    def __enter__(self):
        return self.thing

    def __exit__(self, *exc_info):
        self.thing.close()


class suppress:
    """Swallows these exceptions."""

    def __init__(self, *exceptions):
        self._exceptions = exceptions

    def __enter__(self):
        pass

    def __exit__(self, kind, value, trace):
        return kind is not None and issubclass(kind, self._exceptions)


class _Redirected:
    def __init__(self, new_target):
        self._new_target = new_target
        self._old_targets = []

    def __enter__(self):
        self._old_targets.append(getattr(_sys, self._stream))
        setattr(_sys, self._stream, self._new_target)
        return self._new_target

    def __exit__(self, kind, value, trace):
        setattr(_sys, self._stream, self._old_targets.pop())


class redirect_stdout(_Redirected):
    """Sends the standard output elsewhere for a while."""

    _stream = "stdout"


class redirect_stderr(_Redirected):
    """Sends the standard error elsewhere for a while."""

    _stream = "stderr"


class nullcontext:
    """Does nothing."""

    def __init__(self, enter_result=None):
        self.enter_result = enter_result

    def __enter__(self):
        return self.enter_result

    def __exit__(self, *excinfo):
        pass


class ExitStack:
    """Context managers and calls that are undone together, the last one first."""

    def __init__(self):
        self._exits = _deque()

    def pop_all(self):
        other = type(self)()
        other._exits = self._exits
        self._exits = _deque()
        return other

    def push(self, exit):
        leave = getattr(type(exit), "__exit__", None)
        if leave is None:
            self._exits.append(exit)
        else:
            self._exits.append(lambda *info: leave(exit, *info))
        return exit

    def enter_context(self, cm):
        kind = type(cm)
        enter, leave = getattr(kind, "__enter__", None), getattr(kind, "__exit__", None)
        if enter is None or leave is None:
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support the context manager protocol")
        result = enter(cm)
        self._exits.append(lambda *info: leave(cm, *info))
        return result

    def callback(self, callback, /, *args, **kwds):
        def leave(*info):
            callback(*args, **kwds)
        self._exits.append(leave)
        return callback

    def close(self):
        self.__exit__(None, None, None)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        pending = value
        is_new = False
        while self._exits:
            leave = self._exits.pop()
            info = (None, None, None) if pending is None else (type(pending), pending, pending.__traceback__)
            try:
                if leave(*info):
                    pending = None
                    is_new = False
            except BaseException as error:
                pending = error
                is_new = True
        if pending is None:
            return value is not None
        if is_new and pending is not value:
            raise pending
        return False
