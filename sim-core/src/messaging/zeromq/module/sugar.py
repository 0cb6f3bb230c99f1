"""Context, Socket, Poller and their helpers, as pyzmq 27 has them.

Blocking happens in the system calls; everything else is plain Python. Numbers
are written out where the enumerations of `zmq.constants` are not to be made for
programs that do not use them.
"""

import _system

from zmq import constants
from zmq.error import NotDone, ZMQBindError, ZMQError

EFAULT = 14
EINVAL = 22
ENOTSUP = 95
EADDRINUSE = 98
POLLIN = 1
POLLOUT = 2
POLLERR = 4
LINGER = 17
RCVMORE = 13
LAST_ENDPOINT = 32
SNDHWM = 23
RCVHWM = 24

_TYPES = (
    "PAIR PUB SUB REQ REP DEALER ROUTER PULL PUSH XPUB XSUB STREAM".split()
    + "SERVER CLIENT RADIO DISH GATHER SCATTER DGRAM PEER CHANNEL".split()
)
_BYTES_OPTIONS = (5, 6, 7, 32, 38, 45, 46, 48, 49, 50, 55, 61, 63, 64, 68, 72, 92, 95, 99, 100)
_SECURITY = (44, 45, 46, 47, 48, 49, 50, 55, 62, 63, 64, 65, 90, 91, 93)
_send = _system.zmq_send
_receive = _system.zmq_recv


def _option_number(owner, key):
    number = constants._number("SocketOption", key.upper())
    if number is None:
        name = type(owner).__name__
        raise AttributeError(f"{name} has no such option: {key.upper()}", name=key, obj=owner)
    return number


class MessageTracker:
    """Tells whether the library is done with a message: here it always is,
    since messages are copied.
    """

    def __init__(self, *towatch):
        self.events = set()
        self.peers = set()

    @property
    def done(self):
        return True

    def wait(self, timeout=-1):
        return None


class Frame:
    """One part of a message, as `recv(copy=False)` gives it."""

    tracker = None

    def __init__(self, data=None, track=False, copy=None, copy_threshold=None, more=False):
        if isinstance(data, str):
            raise TypeError("Str objects not allowed. Only: bytes, buffer interfaces.")
        self.bytes = b"" if data is None else bytes(data)
        self.more = more
        if track:
            self.tracker = MessageTracker()

    @property
    def buffer(self):
        return memoryview(self.bytes)

    def get(self, option):
        if option == 1 or option == "more":
            return int(self.more)
        if option == "Socket-Type" or option == "Identity":
            return ""
        raise ZMQError(EINVAL)

    __getitem__ = get

    def __copy__(self):
        return Frame(self.bytes, more=self.more)

    def __bytes__(self):
        return self.bytes

    def __len__(self):
        return len(self.bytes)

    def __str__(self):
        return self.bytes.decode()

    def __eq__(self, other):
        return isinstance(other, Frame) and self.bytes == other.bytes

    def __repr__(self):
        size = len(self.bytes)
        if size <= 16:
            return f"<zmq.Frame({self.bytes!r})>"
        for least, unit, by in ((1e9, "GB", 10**9), (2**20, "MB", 10**6), (1e3, "kB", 1000)):
            if size >= least:
                break
        else:
            unit, by = "B", 1
        return f"<zmq.Frame({self.bytes[:12]!r}...{size // by}{unit})>"


class Context:
    """The sockets of a process that end together."""

    _instance = None
    _shadow = False
    _repr_cls = "zmq.Context"

    def __init__(self, io_threads=1, shadow=0):
        if isinstance(io_threads, Context):
            shadow, io_threads = io_threads, 1
        whole = vars(self)
        whole["_closed"] = False
        whole["sockopts"] = {}
        if not shadow:
            whole["_handle"] = _system.zmq_ctx_new(int(io_threads))
            return
        if not isinstance(shadow, Context):
            raise NotImplementedError("a context can be shadowed only by its object")
        # Ends with the one it shadows.
        whole["_shadow"] = True
        whole["_shadow_obj"] = shadow
        whole["_handle"] = shadow._handle

    @classmethod
    def instance(cls, io_threads=1):
        if cls._instance is None or cls._instance.closed:
            cls._instance = cls(io_threads)
        return cls._instance

    @classmethod
    def shadow(cls, address):
        return cls(shadow=address)

    def __copy__(self):
        return type(self)(shadow=self)

    def __deepcopy__(self, memo):
        return type(self)(shadow=self)

    @property
    def closed(self):
        return self._closed

    @property
    def underlying(self):
        return id(self)

    def socket(self, socket_type, socket_class=None, **kwargs):
        if self._closed:
            raise ZMQError(ENOTSUP)
        made = (socket_class or Socket)(self, socket_type, **kwargs)
        for option, value in self.sockopts.items():
            try:
                made.set(option, value)
            except ZMQError:
                pass
        return made

    def term(self):
        if not self._closed:
            _system.zmq_ctx_term(self._handle)
            vars(self)["_closed"] = True

    def destroy(self, linger=None):
        if not self._closed:
            _system.zmq_ctx_close_sockets(self._handle, linger)
            self.term()

    def _open(self):
        if self._closed:
            raise RuntimeError("Context has been destroyed")
        return self._handle

    def set(self, option, optval):
        _system.zmq_ctx_set(self._open(), int(option), int(optval))

    def get(self, option):
        return _system.zmq_ctx_get(self._open(), int(option))

    def setsockopt(self, opt, value):
        self.sockopts[opt] = value

    def getsockopt(self, opt):
        return self.sockopts[opt]

    def __setattr__(self, key, value):
        if key in vars(self) or key.startswith("_") or hasattr(type(self), key):
            vars(self)[key] = value
            return
        number = constants._number("ContextOption", key.upper())
        if number is not None:
            self.set(number, value)
        else:
            self.sockopts[_option_number(self, key)] = value

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        number = constants._number("ContextOption", key.upper())
        if number is not None:
            return self.get(number)
        number = _option_number(self, key)
        if number not in self.sockopts:
            raise AttributeError(key.upper())
        return self.sockopts[number]

    def __delattr__(self, key):
        if key in vars(self):
            del vars(self)[key]
        else:
            self.sockopts.pop(_option_number(self, key), None)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.destroy()

    def __del__(self):
        if not self._shadow:
            self.destroy()

    def __repr__(self):
        count = 0 if self._closed else _system.zmq_ctx_count(self._handle)
        sockets = ""
        if count:
            sockets = f"{count} socket" if count == 1 else f"{count} sockets"
        closed = " closed" if self._closed else ""
        return f"<{_shown(self)}({sockets}) at {hex(id(self))}{closed}>"


def _shown(thing):
    """How a repr names the class: a subclass goes by its own name."""
    cls = type(thing)
    return cls.__dict__.get("_repr_cls") or f"{cls.__module__}.{cls.__name__}"


class _SocketContext:
    """What bind() and connect() return: leaving its `with` undoes them."""

    def __init__(self, socket, kind, addr):
        self.socket = socket
        self.kind = kind
        self.addr = addr

    def __enter__(self):
        return self.socket

    def __exit__(self, *exc_info):
        if self.socket.closed:
            return
        if self.kind == "bind":
            self.socket.unbind(self.addr)
        else:
            self.socket.disconnect(self.addr)

    def __repr__(self):
        return f"<SocketContext({self.kind}={self.addr!r})>"


class Socket:
    """A socket of any type."""

    _repr_cls = "zmq.Socket"
    _shadow = False
    copy_threshold = 65536

    def __init__(self, context, socket_type=-1, shadow=0, copy_threshold=None):
        if shadow:
            raise NotImplementedError("a socket cannot be shadowed here")
        if not hasattr(socket_type, "__int__"):
            raise TypeError("an integer is required")
        number = int(socket_type)
        if not 0 <= number < 12:
            # Unknown, or a draft type, which pyzmq's own libzmq lacks too.
            raise ZMQError(EINVAL)
        whole = vars(self)
        whole["context"] = context
        whole["_number"] = number
        whole["_type_name"] = _TYPES[number]
        whole["_monitor_socket"] = None
        whole["_handle"] = _system.zmq_socket(context._handle, number)

    @property
    def closed(self):
        return _system.zmq_is_closed(self._handle)

    @property
    def type(self):
        return constants.SocketType(self._number)

    @property
    def socket_type(self):
        return self._number

    @property
    def underlying(self):
        return id(self)

    def close(self, linger=None):
        if self.closed:
            return
        if linger is not None:
            try:
                self.set(LINGER, linger)
            except ZMQError:
                # The context ends already.
                pass
        _system.zmq_close(self._handle)

    def _address_call(self, call, addr):
        if not isinstance(addr, (str, bytes)):
            raise TypeError(f"Expected addr to be str, got addr={addr!r}")
        text = addr.decode() if isinstance(addr, bytes) else addr
        try:
            call(self._handle, text)
        except ZMQError as e:
            if e.errno == 36:
                path = text.split("://", 1)[-1]
                e.strerror = (
                    f'ipc path "{path}" is longer than 107 characters '
                    "(sizeof(sockaddr_un.sun_path)). zmq.IPC_PATH_MAX_LEN constant can be used "
                    "to check addr length (if it is defined)."
                )
            raise

    def bind(self, addr):
        try:
            if not self.closed:
                _check_folder(addr)
            self._address_call(_system.zmq_bind, addr)
        except ZMQError as e:
            e.strerror += f" (addr={addr!r})"
            raise
        return _SocketContext(self, "bind", self.get(LAST_ENDPOINT).decode())

    def connect(self, addr):
        try:
            self._address_call(_system.zmq_connect, addr)
        except ZMQError as e:
            e.strerror += f" (addr={addr!r})"
            raise
        return _SocketContext(self, "connect", addr)

    def unbind(self, addr):
        self._address_call(_system.zmq_unbind, addr)

    def disconnect(self, addr):
        self._address_call(_system.zmq_disconnect, addr)

    def bind_to_random_port(self, addr, min_port=49152, max_port=65536, max_tries=100):
        if (min_port, max_port) == (49152, 65536):
            self.bind(f"{addr}:*")
            return int(self.get(LAST_ENDPOINT).decode().rsplit(":", 1)[1])
        import random

        for _ in range(max_tries):
            port = random.randrange(min_port, max_port)
            try:
                self.bind(f"{addr}:{port}")
                return port
            except ZMQError as e:
                if e.errno != EADDRINUSE:
                    raise
        raise ZMQBindError("Could not bind socket to random port.")

    def send(self, data, flags=0, copy=True, track=False, routing_id=None, group=None):
        if data.__class__ is not bytes:
            data = _payload(data)
        _send(self._handle, data, flags and int(flags))
        if track:
            return MessageTracker()

    def recv(self, flags=0, copy=True, track=False):
        data = _receive(self._handle, flags and int(flags))
        if copy:
            return data
        return Frame(data, more=bool(self.get(RCVMORE)))

    def recv_into(self, buffer, /, *, nbytes=0, flags=0):
        data = self.recv(flags)
        size = nbytes or len(buffer)
        buffer[: min(size, len(data))] = data[:size]
        return len(data)

    def send_multipart(self, msg_parts, flags=0, copy=True, track=False, **kwargs):
        parts = []
        for i, part in enumerate(msg_parts):
            if part.__class__ is not bytes:
                if not isinstance(part, (bytes, bytearray, memoryview, Frame)):
                    text = repr(part)
                    if len(text) > 32:
                        text = text[:32] + "..."
                    raise TypeError(f"Frame {i} ({text}) does not support the buffer interface.")
                part = bytes(part)
            parts.append(part)
        if not parts:
            raise IndexError("list index out of range")
        _send(self._handle, parts, int(flags))
        if track:
            return MessageTracker()

    def recv_multipart(self, flags=0, copy=True, track=False):
        parts = _system.zmq_recv_multipart(self._handle, int(flags))
        if copy:
            return parts
        last = len(parts) - 1
        return [Frame(part, more=i < last) for i, part in enumerate(parts)]

    def send_string(self, u, flags=0, copy=True, encoding="utf-8", **kwargs):
        if not isinstance(u, str):
            raise TypeError("str objects only")
        return self.send(u.encode(encoding), flags, copy, **kwargs)

    def recv_string(self, flags=0, encoding="utf-8"):
        return self.recv(flags).decode(encoding)

    send_unicode = send_string
    recv_unicode = recv_string

    def send_json(self, obj, flags=0, **kwargs):
        from zmq.utils import jsonapi

        rest = {key: kwargs.pop(key) for key in ("routing_id", "group") if key in kwargs}
        return self.send(jsonapi.dumps(obj, **kwargs), flags, **rest)

    def recv_json(self, flags=0, **kwargs):
        from zmq.utils import jsonapi

        return jsonapi.loads(self.recv(flags), **kwargs)

    def send_pyobj(self, obj, flags=0, protocol=-1, **kwargs):
        import pickle

        return self.send(pickle.dumps(obj, protocol), flags, **kwargs)

    def recv_pyobj(self, flags=0):
        import pickle

        return pickle.loads(self.recv(flags))

    def send_serialized(self, msg, serialize, flags=0, copy=True, **kwargs):
        return self.send_multipart(serialize(msg), flags, copy, **kwargs)

    def recv_serialized(self, deserialize, flags=0, copy=True):
        return deserialize(self.recv_multipart(flags, copy))

    def poll(self, timeout=None, flags=POLLIN):
        if self.closed:
            raise ZMQError(ENOTSUP)
        millis = -1 if timeout is None or timeout < 0 else int(timeout)
        return _system.zmq_poll([(self._handle, int(flags))], millis)[0]

    def set(self, option, optval):
        option = int(option)
        if isinstance(optval, str):
            raise TypeError("unicode not allowed, use setsockopt_string")
        if option in _BYTES_OPTIONS:
            if not isinstance(optval, bytes):
                raise TypeError(f"expected bytes, got: {optval!r}")
        elif not isinstance(optval, int):
            raise TypeError(f"expected int, got: {optval!r}")
        else:
            optval = int(optval)
        if option in _SECURITY:
            raise NotImplementedError(
                "security (CURVE, PLAIN, GSSAPI) is not simulated; sockets use the NULL mechanism"
            )
        if option == 1:
            self.set_hwm(optval)
        else:
            _system.zmq_setsockopt(self._handle, option, optval)

    def get(self, option):
        if option == 1:
            return self.get_hwm()
        return _system.zmq_getsockopt(self._handle, int(option))

    setsockopt = set
    getsockopt = get

    def set_string(self, option, optval, encoding="utf-8"):
        if not isinstance(optval, str):
            raise TypeError(f"strings only, not {type(optval)}: {optval!r}")
        self.set(option, optval.encode(encoding))

    def get_string(self, option, encoding="utf-8"):
        if int(option) not in _BYTES_OPTIONS:
            raise TypeError(f"option {option} will not return a string to be decoded")
        return self.get(option).decode(encoding)

    setsockopt_string = set_string
    setsockopt_unicode = set_string
    getsockopt_string = get_string
    getsockopt_unicode = get_string

    def set_hwm(self, value):
        self.set(SNDHWM, value)
        self.set(RCVHWM, value)

    def get_hwm(self):
        return self.get(SNDHWM)

    hwm = property(get_hwm, set_hwm)

    def subscribe(self, topic):
        self.set(6, topic.encode("utf8") if isinstance(topic, str) else topic)

    def unsubscribe(self, topic):
        self.set(7, topic.encode("utf8") if isinstance(topic, str) else topic)

    def fileno(self):
        return self.get(14)

    def monitor(self, addr, events=0xFFFF):
        _system.zmq_monitor(self._handle, addr, int(events))

    def get_monitor_socket(self, events=None, addr=None):
        if self._monitor_socket is not None:
            if not self._monitor_socket.closed:
                return self._monitor_socket
            self._monitor_socket = None
        if addr is None:
            addr = f"inproc://monitor.s-{self.fileno()}"
        self.monitor(addr, 0xFFFF if events is None else events)
        self._monitor_socket = self.context.socket(0)
        self._monitor_socket.connect(addr)
        return self._monitor_socket

    def disable_monitor(self):
        self._monitor_socket = None
        self.monitor(None, 0)

    def __setattr__(self, key, value):
        lower = key.lower()
        if lower in ("subscribe", "unsubscribe"):
            for topic in [value] if isinstance(value, (str, bytes)) else value:
                getattr(self, lower)(topic)
        elif key == "hwm":
            self.set_hwm(value)
        elif key in vars(self) or key.startswith("_") or hasattr(type(self), key):
            vars(self)[key] = value
        else:
            self.set(_option_number(self, key), value)

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        number = _option_number(self, key)
        try:
            return self.get(number)
        except ZMQError as e:
            if e.errno in (EINVAL, EFAULT):
                raise AttributeError(f"{key} attribute is write-only")
            raise

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        closed = " closed" if self.closed else ""
        return f"<{_shown(self)}(zmq.{self._type_name}) at {hex(id(self))}{closed}>"


def _payload(data):
    if isinstance(data, str):
        raise TypeError("unicode not allowed, use send_string")
    if not isinstance(data, (bytes, bytearray, memoryview, Frame)):
        name = type(data).__name__
        raise TypeError(f"a bytes-like object is required, not '{name}'")
    return bytes(data)


# Folders that a system has and the files in memory have not.
_SYSTEM = ("/dev", "/etc", "/home", "/opt", "/root", "/run", "/srv", "/usr", "/var")


def _check_folder(addr):
    """bind makes the socket's name in the file system, in a folder that is there."""
    path = addr.decode() if isinstance(addr, bytes) else addr
    if not isinstance(path, str) or not path.startswith("ipc://"):
        return
    path = path[6:]
    folder = path.rpartition("/")[0]
    if not folder or path.startswith("@") or folder.startswith(_SYSTEM):
        return
    kind = _system.file_kind(folder)
    if kind is None:
        raise ZMQError(2, f'No such file or directory for ipc path "{path}".')
    if kind == "file":
        raise ZMQError(20, "Not a directory")


def zmq_poll(sockets, timeout=-1):
    """Polls (socket, flags) pairs; timeout in milliseconds, -1 is for ever."""
    items, plain, order = [], [], []
    for socket, flags in sockets:
        if isinstance(socket, Socket):
            order.append((items, len(items), socket))
            items.append((socket._handle, int(flags)))
        else:
            # Any other descriptor: the result names it by its number.
            fd = socket if isinstance(socket, int) else socket.fileno()
            order.append((plain, len(plain), fd))
            plain.append((fd, (flags & POLLIN) | (flags & POLLOUT) * 2))
    if not plain:
        found, more = _system.zmq_poll(items, int(timeout)), []
    else:
        found, more = _system.sock_poll_mixed(items, plain, int(timeout))
        more = [(e & POLLIN) | (e & 4) // 2 | (e & 24 and POLLERR) for e in more]
    events = [(key, (found if kind is items else more)[at:at + 1]) for kind, at, key in order]
    return [(key, ready[0]) for key, ready in events if ready and ready[0]]


class Poller:
    """Sockets to wait for."""

    def __init__(self):
        self.sockets = []
        self._map = {}

    def __contains__(self, socket):
        return socket in self._map

    def register(self, socket, flags=POLLIN | POLLOUT):
        if not flags:
            if socket in self._map:
                self.unregister(socket)
        elif socket in self._map:
            self.sockets[self._map[socket]] = (socket, flags)
        else:
            self._map[socket] = len(self.sockets)
            self.sockets.append((socket, flags))

    def modify(self, socket, flags=POLLIN | POLLOUT):
        self.register(socket, flags)

    def unregister(self, socket):
        at = self._map.pop(socket)
        self.sockets.pop(at)
        for other, _ in self.sockets[at:]:
            self._map[other] -= 1

    def poll(self, timeout=None):
        if timeout is None or timeout < 0:
            timeout = -1
        return zmq_poll(self.sockets, int(timeout))


def select(rlist, wlist, xlist, timeout=None):
    """Like select.select(), for zmq sockets; timeout in seconds."""
    millis = -1 if timeout is None or timeout < 0 else int(timeout * 1000)
    flags = {}
    for sockets, flag in ((rlist, POLLIN), (wlist, POLLOUT), (xlist, POLLERR)):
        for socket in sockets:
            flags[socket] = flags.get(socket, 0) | flag
    found = zmq_poll(list(flags.items()), millis)
    readable = [socket for socket, events in found if events & POLLIN]
    writable = [socket for socket, events in found if events & POLLOUT]
    failed = [socket for socket, events in found if events & POLLERR]
    return readable, writable, failed


def proxy(frontend, backend, capture=None):
    """Passes messages both ways until the context ends."""
    other = None if capture is None else capture._handle
    while True:
        _system.zmq_proxy(frontend._handle, backend._handle, other, None)


def proxy_steerable(frontend, backend, capture=None, control=None):
    """A proxy that PAUSE, RESUME, TERMINATE and STATISTICS control."""
    if control is None:
        return proxy(frontend, backend, capture)
    sockets = [frontend._handle, backend._handle]
    begun = [_system.zmq_traffic(handle) for handle in sockets]
    other = None if capture is None else capture._handle
    while True:
        _system.zmq_proxy(*sockets, other, control._handle)
        order = control.recv()
        # PAUSE and RESUME change nothing: so it is in libzmq 4.3.5.
        answer = [b""]
        if order == b"STATISTICS":
            answer = []
            for handle, before in zip(sockets, begun):
                now = _system.zmq_traffic(handle)
                answer += [(n - b).to_bytes(8, "little") for n, b in zip(now, before)]
        if control._number == 4:
            control.send_multipart(answer)
        if order == b"TERMINATE":
            return None


def device(device_type, frontend, backend=None):
    """The old name of proxy()."""
    return proxy(frontend, frontend if backend is None else backend)
