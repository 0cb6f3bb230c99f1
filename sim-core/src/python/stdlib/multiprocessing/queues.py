"""Queues between processes."""

import _system
from multiprocessing.synchronize import BoundedSemaphore, Condition, Semaphore
from queue import Empty, Full


class Queue:
    """First in, first out; what goes in is pickled."""

    def __init__(self, maxsize=0):
        self._maxsize = maxsize
        self._room = BoundedSemaphore(maxsize) if maxsize > 0 else None
        self._pipe = _system.pipe_new(False)
        self._size = Semaphore(0)
        self._closed = False

    def put(self, obj, block=True, timeout=None):
        import pickle
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        data = pickle.dumps(obj)
        if self._room is not None and not self._room.acquire(block, timeout):
            raise Full
        _system.pipe_send(self._pipe, data)
        self._size.release()

    def get(self, block=True, timeout=None):
        import pickle
        if self._closed:
            raise ValueError(f"Queue {self!r} is closed")
        data = _system.pipe_receive(self._pipe, float(timeout or 0) if not block or timeout is not None else None, True)
        if data is False:
            raise Empty
        self._size.acquire()
        if self._room is not None:
            self._room.release()
        return pickle.loads(data)

    def put_nowait(self, obj):
        return self.put(obj, False)

    def get_nowait(self):
        return self.get(False)

    def qsize(self):
        return self._size.get_value()

    def empty(self):
        return not self.qsize()

    def full(self):
        return self._room is not None and self.qsize() >= self._maxsize

    def close(self):
        self._closed = True

    def join_thread(self):
        pass

    cancel_join_thread = join_thread


class JoinableQueue(Queue):
    """A queue that knows when all of its tasks are done."""

    def __init__(self, maxsize=0):
        Queue.__init__(self, maxsize)
        self._unfinished = Semaphore(0)
        self._changed = Condition()

    def put(self, obj, block=True, timeout=None):
        Queue.put(self, obj, block, timeout)
        self._unfinished.release()

    def task_done(self):
        with self._changed:
            if not self._unfinished.acquire(False):
                raise ValueError("task_done() called too many times")
            if not self._unfinished.get_value():
                self._changed.notify_all()

    def join(self):
        with self._changed:
            while self._unfinished.get_value():
                self._changed.wait()


class SimpleQueue(Queue):
    """A queue with little more than `get` and `put`."""

    def __init__(self):
        Queue.__init__(self)
