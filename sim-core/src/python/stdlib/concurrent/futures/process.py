"""Calls run by a pool of processes; a thread hands their results on."""

import threading as _threading
from concurrent.futures import Executor, Future


class ProcessPoolExecutor(Executor):
    """Runs calls in processes that wait for work."""

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=()):
        from multiprocessing.pool import Pool
        if max_workers is not None and max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        self._pool = Pool(max_workers, initializer, initargs)
        self._futures = {}
        self._shut = False
        self._reader = None

    def submit(self, fn, /, *args, **kwargs):
        if self._shut:
            raise RuntimeError("cannot schedule new futures after shutdown")
        future = Future()
        future.set_running_or_notify_cancel()
        number = self._pool._count
        self._pool._count += 1
        self._futures[number] = future
        self._pool._tasks.put((number, fn, args, kwargs))
        if self._reader is None:
            self._reader = _threading.Thread(target=self._read, name="QueueManagerThread", daemon=True)
            self._reader.start()
        return future

    def _read(self):
        while True:
            number, (good, value) = self._pool._results.get()
            if number is None:
                return
            future = self._futures.pop(number)
            if good:
                future.set_result(value)
            else:
                future.set_exception(value)

    def shutdown(self, wait=True, *, cancel_futures=False):
        if self._shut:
            return
        self._shut = True
        waiting = list(self._futures.values())
        if wait:
            for future in waiting:
                future.exception()
        self._pool._results.put((None, (True, None)))
        self._pool.close()
        if wait:
            self._pool.join()
