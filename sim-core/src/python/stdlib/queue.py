"""Queues between threads."""

import heapq as _heapq
import _system
import threading as _threading
from collections.ring import deque as _deque
from time import monotonic as _now


class Empty(Exception):
    """`get` found nothing."""

    __module__ = "_queue"


class Full(Exception):
    """`put` found no room."""


class Queue:
    """First in, first out."""

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = _threading.Lock()
        self.not_empty = _threading.Condition(self.mutex)
        self.not_full = _threading.Condition(self.mutex)
        self.all_tasks_done = _threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self._handle = _system.queue_new(self._kind, maxsize if isinstance(maxsize, int) else 0)

    # As it is shown: the class of ours that says in which order it gives.
    _kind = "Queue"

    def task_done(self):
        with self.all_tasks_done:
            left = self.unfinished_tasks - 1
            if left < 0:
                raise ValueError("task_done() called too many times")
            if left == 0:
                self.all_tasks_done.notify_all()
            self.unfinished_tasks = left

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0 and not _wait(self.not_full, self._has_room, block, timeout):
                raise Full
            self._put(item)
            self.unfinished_tasks += 1
            _system.queue_moved(self._handle, _system._shown(item), True)
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            if not _wait(self.not_empty, self._qsize, block, timeout):
                raise Empty
            item = self._get()
            _system.queue_moved(self._handle, _system._shown(item), False)
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        return self.put(item, False)

    def get_nowait(self):
        return self.get(False)

    def _has_room(self):
        return self._qsize() < self.maxsize

    # What the kinds of queue differ in

    def _init(self, maxsize):
        self.queue = _deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def __class_getitem__(cls, item):
        return cls


def _wait(condition, ready, block, timeout):
    """Waits on the held condition until `ready()`; False if that does not come."""
    if ready():
        return True
    if not block:
        return False
    if timeout is None:
        while not ready():
            condition.wait()
        return True
    if timeout < 0:
        raise ValueError("'timeout' must be a non-negative number")
    end = _now() + timeout
    while not ready():
        left = end - _now()
        if left <= 0:
            return False
        condition.wait(left)
    return True


class PriorityQueue(Queue):
    """The smallest entry first."""

    _kind = "PriorityQueue"

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        _heapq.heappush(self.queue, item)

    def _get(self):
        return _heapq.heappop(self.queue)


class LifoQueue(Queue):
    """Last in, first out."""

    _kind = "LifoQueue"

    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


class SimpleQueue:
    """First in, first out, without bound."""

    def __init__(self):
        self._items = _deque()
        self._ready = _threading.Condition(_threading.Lock())
        self._handle = _system.queue_new("SimpleQueue", 0)

    def put(self, item, block=True, timeout=None):
        with self._ready:
            self._items.append(item)
            _system.queue_moved(self._handle, _system._shown(item), True)
            self._ready.notify()

    def get(self, block=True, timeout=None):
        with self._ready:
            if not _wait(self._ready, self._items.__len__, block, timeout):
                raise Empty
            item = self._items.popleft()
            _system.queue_moved(self._handle, _system._shown(item), False)
            return item

    def put_nowait(self, item):
        self.put(item)

    def get_nowait(self):
        return self.get(False)

    def empty(self):
        return not self._items

    def qsize(self):
        return len(self._items)
