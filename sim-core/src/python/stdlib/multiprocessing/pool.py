"""A pool of processes that run calls. The parent reads the results when
somebody asks for them."""

import multiprocessing as _mp
from multiprocessing.queues import SimpleQueue
from queue import Empty
from time import monotonic as _now


def _work(tasks, results, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    while True:
        task = tasks.get()
        if task is None:
            return
        number, function, args, kwargs = task
        try:
            answer = (True, function(*args, **kwargs))
        except Exception as error:
            answer = (False, error)
        results.put((number, answer))


class AsyncResult:
    """The results of some calls, in order."""

    def __init__(self, pool, numbers, single, callback=None, error_callback=None):
        self._pool = pool
        self._numbers = numbers
        self._single = single
        self._callback = callback
        self._error_callback = error_callback
        self._found = {}
        for number in numbers:
            pool._waiting[number] = self

    def _take(self, number, answer):
        self._found[number] = answer
        if len(self._found) < len(self._numbers):
            return
        failed = [value for good, value in self._found.values() if not good]
        if failed and self._error_callback:
            self._error_callback(failed[0])
        elif not failed and self._callback:
            self._callback(self._values())

    def _values(self):
        values = [self._found[number][1] for number in self._numbers]
        return values[0] if self._single else values

    def ready(self):
        self._pool._read(self, 0.0)
        return len(self._found) == len(self._numbers)

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return all([good for good, value in self._found.values()])

    def wait(self, timeout=None):
        self._pool._read(self, timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if len(self._found) < len(self._numbers):
            raise _mp.TimeoutError
        for number in self._numbers:
            good, value = self._found[number]
            if not good:
                raise value
        return self._values()


class Pool:
    """Processes that take calls from a queue."""

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = _mp.cpu_count()
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        self._tasks, self._results = SimpleQueue(), SimpleQueue()
        self._waiting = {}
        self._count = 0
        self._state = "RUN"
        self._workers = []
        for number in range(processes):
            worker = _mp.Process(
                target=_work, name=f"ForkPoolWorker-{number + 1}", daemon=True,
                args=(self._tasks, self._results, initializer, initargs))
            worker.start()
            self._workers.append(worker)

    def _send(self, function, calls, single, callback=None, error_callback=None):
        if self._state != "RUN":
            raise ValueError("Pool not running")
        numbers = []
        result = None
        for args, kwargs in calls:
            self._tasks.put((self._count, function, args, kwargs))
            numbers.append(self._count)
            self._count += 1
        return AsyncResult(self, numbers, single, callback, error_callback)

    def _read(self, result, timeout):
        """Reads results until this one is complete or the time is up."""
        end = None if timeout is None else _now() + timeout
        while len(result._found) < len(result._numbers):
            left = None if end is None else max(0.0, end - _now())
            try:
                number, answer = self._results.get(True, left)
            except Empty:
                return
            self._waiting.pop(number)._take(number, answer)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        return self._send(func, [(tuple(args), kwds)], True, callback, error_callback)

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._send(func, [((item,), {}) for item in iterable], False, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._send(func, [(tuple(item), {}) for item in iterable], False, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable).get()

    def imap(self, func, iterable, chunksize=1):
        results = [self.apply_async(func, (item,)) for item in iterable]
        for result in results:
            yield result.get()

    def imap_unordered(self, func, iterable, chunksize=1):
        waiting = [self.apply_async(func, (item,)) for item in iterable]
        while waiting:
            done = [result for result in waiting if result.ready()]
            if not done:
                number, answer = self._results.get()
                self._waiting.pop(number)._take(number, answer)
            for result in done:
                waiting.remove(result)
                yield result.get()

    def close(self):
        if self._state == "RUN":
            self._state = "CLOSE"
            for _ in self._workers:
                self._tasks.put(None)

    def terminate(self):
        self._state = "TERMINATE"
        for worker in self._workers:
            worker.terminate()

    def join(self):
        if self._state == "RUN":
            raise ValueError("Pool is still running")
        for worker in self._workers:
            worker.join()

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        self.terminate()
        self.join()
