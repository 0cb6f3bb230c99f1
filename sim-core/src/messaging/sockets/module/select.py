"""Waiting for several descriptors at once: select, poll, epoll."""

import _system

error = OSError
POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32
POLLRDNORM, POLLRDBAND, POLLWRNORM, POLLWRBAND, POLLMSG, POLLRDHUP = 64, 128, 256, 512, 1024, 8192
EPOLLIN, EPOLLPRI, EPOLLOUT, EPOLLERR, EPOLLHUP, EPOLLRDHUP = 1, 2, 4, 8, 16, 8192
EPOLLRDNORM, EPOLLRDBAND, EPOLLWRNORM, EPOLLWRBAND, EPOLLMSG = 64, 128, 256, 512, 1024
EPOLLONESHOT, EPOLLET, EPOLLEXCLUSIVE, EPOLLWAKEUP = 1 << 30, 1 << 31, 1 << 28, 1 << 29
EPOLL_CLOEXEC = 524288
PIPE_BUF = 4096


def _descriptor(thing):
    if isinstance(thing, int):
        fd = thing
    else:
        fileno = getattr(thing, "fileno", None)
        if fileno is None:
            raise TypeError("argument must be an int, or have a fileno() method.")
        fd = fileno()
        if not isinstance(fd, int):
            raise TypeError("fileno() returned a non-integer")
    if fd < 0:
        raise ValueError(f"file descriptor cannot be a negative integer ({fd})")
    return fd


def select(rlist, wlist, xlist, timeout=None, /):
    lists = []
    for things, events in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLPRI)):
        if not hasattr(things, "__iter__"):
            raise TypeError("arguments 1-3 must be sequences")
        lists.append([(_descriptor(thing), thing, events) for thing in things])
    if timeout is not None:
        if not isinstance(timeout, (int, float)):
            raise TypeError("timeout must be a float or None")
        if timeout < 0:
            raise ValueError("timeout must be non-negative")
    wanted = {}
    for entries in lists:
        for fd, _, events in entries:
            wanted[fd] = wanted.get(fd, 0) | events
    found = _system.sock_poll(list(wanted.items()), timeout, "select")
    ready = dict(zip(wanted, found))
    if any(events & POLLNVAL for events in found):
        raise OSError(9, "Bad file descriptor")
    masks = (POLLIN | POLLHUP | POLLERR, POLLOUT | POLLERR, POLLPRI)
    return tuple(
        [thing for fd, thing, _ in entries if ready[fd] & mask]
        for entries, mask in zip(lists, masks)
    )


class poll:
    """Descriptors and what they are asked for."""

    def __init__(self):
        self._wanted = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._wanted[_descriptor(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        fd = _descriptor(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[fd] = eventmask

    def unregister(self, fd, /):
        del self._wanted[_descriptor(fd)]

    def poll(self, timeout=None, /):
        if timeout is not None:
            if not isinstance(timeout, (int, float)):
                raise TypeError("timeout must be an integer or None")
            timeout = None if timeout < 0 else timeout / 1000
        items = list(self._wanted.items())
        found = _system.sock_poll(items, timeout, "poll")
        return [(fd, events) for (fd, _), events in zip(items, found) if events]

    def __repr__(self):
        return f"<select.poll object at {id(self):#x}>"


class epoll:
    """The same by level; a descriptor must be open to be registered."""

    def __init__(self, sizehint=-1, flags=0):
        self._wanted = {}
        self.closed = False

    def close(self):
        self.closed = True

    def fileno(self):
        self._check()
        raise NotImplementedError("an epoll object has no descriptor here")

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed epoll object")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, kind, value, trace):
        self.close()

    def register(self, fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT):
        self._check()
        fd = _descriptor(fd)
        if eventmask & EPOLLET:
            raise NotImplementedError("edge-triggered epoll is not simulated; leave EPOLLET out")
        if fd in self._wanted:
            raise FileExistsError(17, "File exists")
        if _system.sock_poll([(fd, 0)], 0, "poll")[0] & POLLNVAL:
            raise OSError(9, "Bad file descriptor")
        self._wanted[fd] = eventmask

    def modify(self, fd, eventmask):
        self._check()
        fd = _descriptor(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        self._wanted[fd] = eventmask

    def unregister(self, fd):
        self._check()
        fd = _descriptor(fd)
        if fd not in self._wanted:
            raise FileNotFoundError(2, "No such file or directory")
        del self._wanted[fd]

    def poll(self, timeout=None, maxevents=-1):
        self._check()
        if timeout is not None and timeout < 0:
            timeout = None
        items = [(fd, events & ~EPOLLONESHOT) for fd, events in self._wanted.items() if events]
        found = _system.sock_poll(items, timeout, "poll")
        ready = []
        for (fd, _), events in zip(items, found):
            if events & POLLNVAL:
                # Closed descriptors leave the set by themselves.
                del self._wanted[fd]
            elif events:
                ready.append((fd, events))
                if self._wanted[fd] & EPOLLONESHOT:
                    self._wanted[fd] = 0
        return ready[:maxevents] if maxevents > 0 else ready

    def __repr__(self):
        return f"<select.epoll object at {id(self):#x}>"
