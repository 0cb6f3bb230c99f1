"""Calls run by a pool of threads."""

import sys as _sys
import threading as _threading
from collections.ring import deque as _deque
from time import monotonic as _now

FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED = "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED"


class Error(Exception):
    """The base of this module's exceptions."""


class CancelledError(Error):
    """The call was cancelled."""

    __module__ = "concurrent.futures._base"


TimeoutError = TimeoutError


class InvalidStateError(Error):
    """The future is not in the right state for this."""


class BrokenExecutor(RuntimeError):
    """The pool cannot go on."""


class Future:
    """The result of a call that may not have ended yet."""

    def __init__(self):
        self._condition = _threading.Condition()
        self._state = "PENDING"
        self._result = None
        self._exception = None
        self._done_callbacks = []

    def __repr__(self):
        state = "cancelled" if self._state == "CANCELLED" else self._state.lower()
        at = f"<Future at {id(self):#x} state={state}"
        if self._state != "FINISHED":
            return at + ">"
        if self._exception is not None:
            return f"{at} raised {type(self._exception).__name__}>"
        return f"{at} returned {type(self._result).__name__}>"

    def cancel(self):
        with self._condition:
            if self._state in ("RUNNING", "FINISHED"):
                return False
            self._state = "CANCELLED"
            self._condition.notify_all()
        self._call_back()
        return True

    def cancelled(self):
        return self._state == "CANCELLED"

    def running(self):
        return self._state == "RUNNING"

    def done(self):
        return self._state in ("CANCELLED", "FINISHED")

    def _call_back(self):
        for callback in self._done_callbacks:
            try:
                callback(self)
            except Exception as error:
                import _traceback
                _sys.stderr.write(f"exception calling callback for {self!r}\n{_traceback.format(error)}")

    def add_done_callback(self, fn):
        with self._condition:
            if not self.done():
                self._done_callbacks.append(fn)
                return
        fn(self)

    def _wait(self, timeout):
        with self._condition:
            if not self._condition.wait_for(self.done, timeout):
                raise TimeoutError()
        if self._state == "CANCELLED":
            raise CancelledError()

    def result(self, timeout=None):
        self._wait(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._wait(timeout)
        return self._exception

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == "CANCELLED":
                return False
            self._state = "RUNNING"
            return True

    def _finish(self, result, exception):
        with self._condition:
            if self.done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result = result
            self._exception = exception
            self._state = "FINISHED"
            self._condition.notify_all()
        self._call_back()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class Executor:
    """Runs calls."""

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _now() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]
        return self._results(futures, end)

    def _results(self, futures, end):
        futures.reverse()
        try:
            while futures:
                yield futures.pop().result(None if end is None else end - _now())
        finally:
            for future in futures:
                future.cancel()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.shutdown(wait=True)
        return False


_pools = 0


class ThreadPoolExecutor(Executor):
    """Runs calls in threads that wait for work."""

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        global _pools
        if max_workers is None:
            max_workers = 6
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        self._prefix = thread_name_prefix or f"ThreadPoolExecutor-{_pools}"
        if not thread_name_prefix:
            _pools += 1
        self._initializer = initializer, initargs
        self._work = _deque()
        self._changed = _threading.Condition()
        self._idle = 0
        self._threads = []
        self._shut = False

    def submit(self, fn, /, *args, **kwargs):
        with self._changed:
            if self._shut:
                raise RuntimeError("cannot schedule new futures after shutdown")
            future = Future()
            self._work.append((future, fn, args, kwargs))
            if self._idle >= len(self._work):
                self._changed.notify()
            elif len(self._threads) < self._max_workers:
                name = f"{self._prefix}_{len(self._threads)}"
                thread = _threading.Thread(name=name, target=self._serve)
                self._threads.append(thread)
                thread.start()
            return future

    def _serve(self):
        initializer, initargs = self._initializer
        if initializer is not None:
            initializer(*initargs)
        while True:
            with self._changed:
                self._idle += 1
                while not self._work and not self._shut:
                    self._changed.wait()
                self._idle -= 1
                if not self._work:
                    return
                future, fn, args, kwargs = self._work.popleft()
            if future.set_running_or_notify_cancel():
                _run(future, fn, args, kwargs)
            # Nothing of the call outlives it while this thread waits.
            del future, fn, args, kwargs

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._changed:
            self._shut = True
            cancelled = []
            if cancel_futures:
                cancelled = [entry[0] for entry in self._work]
                self._work.clear()
            self._changed.notify_all()
        for future in cancelled:
            future.cancel()
        if wait:
            for thread in self._threads:
                thread.join()


def _run(future, fn, args, kwargs):
    try:
        result = fn(*args, **kwargs)
    except BaseException as error:
        future.set_exception(error)
    else:
        future.set_result(result)


class DoneAndNotDoneFutures(tuple):
    """What `wait` answers."""

    done = property(lambda self: self[0])
    not_done = property(lambda self: self[1])

    def __repr__(self):
        return f"DoneAndNotDoneFutures(done={self[0]!r}, not_done={self[1]!r})"


class _Watch:
    """Waits until one more of some futures is done."""

    def __init__(self, futures):
        self.finished = []
        self.changed = _threading.Condition()
        for future in futures:
            future.add_done_callback(self._note)

    def _note(self, future):
        with self.changed:
            self.finished.append(future)
            self.changed.notify_all()


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    fs = list(dict.fromkeys(fs))
    watch = _Watch(fs)

    def enough():
        done = watch.finished
        if len(done) == len(fs) or done and return_when == FIRST_COMPLETED:
            return True
        return return_when == FIRST_EXCEPTION and any(not one.cancelled() and one._exception for one in done)

    with watch.changed:
        watch.changed.wait_for(enough, timeout)
        done = set(watch.finished)
    return DoneAndNotDoneFutures((done, {future for future in fs if future not in done}))


def as_completed(fs, timeout=None):
    fs = list(dict.fromkeys(fs))
    end = None if timeout is None else _now() + timeout
    watch = _Watch(fs)
    given = 0
    while given < len(fs):
        with watch.changed:
            left = None if end is None else end - _now()
            if not watch.changed.wait_for(lambda: len(watch.finished) > given, left):
                raise TimeoutError(f"{len(fs) - given} (of {len(fs)}) futures unfinished")
        yield watch.finished[given]
        given += 1


def __getattr__(name):
    if name == "ProcessPoolExecutor":
        from concurrent.futures.process import ProcessPoolExecutor
        return ProcessPoolExecutor
    raise AttributeError(f"module 'concurrent.futures' has no attribute '{name}'")
