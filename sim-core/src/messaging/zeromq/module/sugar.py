"""Context, Socket, Poller and their helpers, as pyzmq 27 has them.

Blocking happens in the system calls; everything else is plain Python.
"""

import _system

from zmq import constants
from zmq.constants import (
    EADDRINUSE,
    EFAULT,
    EINVAL,
    ENOTSUP,
    LAST_ENDPOINT,
    LINGER,
    POLLERR,
    POLLIN,
    POLLOUT,
    RCVHWM,
    SNDHWM,
    SUBSCRIBE,
    UNSUBSCRIBE,
)
from zmq.error import ZMQBindError, ZMQError

_BYTES_OPTIONS = (5, 6, 7, 32, 38, 45, 46, 48, 49, 50, 55, 61, 63, 64, 68, 72, 92)


def _option_number(owner, key):
    number = constants.options.get(key.upper())
    if number is None:
        name = type(owner).__name__
        raise AttributeError(f"{name} has no such option: {key.upper()}")
    return number


class Frame:
    """One part of a message, as `recv(copy=False)` gives it."""

    def __init__(self, data=b"", more=False):
        if isinstance(data, str):
            raise TypeError("Str objects not allowed. Only: bytes, buffer interfaces")
        self.bytes = bytes(data)
        self.more = more

    @property
    def buffer(self):
        return memoryview(self.bytes)

    def __bytes__(self):
        return self.bytes

    def __len__(self):
        return len(self.bytes)

    def __str__(self):
        return self.bytes.decode()

    def __eq__(self, other):
        return isinstance(other, Frame) and self.bytes == other.bytes


class Context:
    """The sockets of a process that end together."""

    _instance = None

    def __init__(self, io_threads=1):
        object.__setattr__(self, "_closed", False)
        object.__setattr__(self, "sockopts", {})
        object.__setattr__(self, "_handle", _system.zmq_ctx_new(io_threads))

    @classmethod
    def instance(cls, io_threads=1):
        if cls._instance is None or cls._instance.closed:
            cls._instance = cls(io_threads)
        return cls._instance

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
            object.__setattr__(self, "_closed", True)

    def destroy(self, linger=None):
        if not self._closed:
            _system.zmq_ctx_close_sockets(self._handle, linger)
            self.term()

    def set(self, option, value):
        _system.zmq_ctx_set(self._handle, option, value)

    def get(self, option):
        return _system.zmq_ctx_get(self._handle, option)

    def setsockopt(self, option, value):
        self.sockopts[option] = value

    def getsockopt(self, option):
        return self.sockopts[option]

    def __setattr__(self, key, value):
        if key.startswith("_") or hasattr(type(self), key):
            object.__setattr__(self, key, value)
        elif key.upper() in constants.context_options:
            self.set(constants.context_options[key.upper()], value)
        elif key.upper() in constants.options:
            self.sockopts[constants.options[key.upper()]] = value
        else:
            raise AttributeError(f"{type(self).__name__} has no such option: {key.upper()}")

    def __getattr__(self, key):
        if key.startswith("_"):
            raise AttributeError(key)
        if key.upper() in constants.context_options:
            return self.get(constants.context_options[key.upper()])
        number = _option_number(self, key)
        if number not in self.sockopts:
            raise AttributeError(key)
        return self.sockopts[number]

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.destroy()

    def __del__(self):
        self.destroy()

    def __repr__(self):
        count = 0 if self._closed else _system.zmq_ctx_count(self._handle)
        sockets = ""
        if count:
            sockets = f"{count} socket" if count == 1 else f"{count} sockets"
        closed = " closed" if self._closed else ""
        return f"<zmq.Context({sockets}) at {hex(id(self))}{closed}>"


class _Undo:
    """What bind() and connect() return: leaving its `with` undoes them."""

    def __init__(self, undo, address):
        self._undo = undo
        self.addr = address

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        try:
            self._undo(self.addr)
        except ZMQError:
            pass

    def __repr__(self):
        return f"<SocketContext({self.addr!r})>"


class Socket:
    """A socket of any type."""

    def __init__(self, context, socket_type, **kwargs):
        name = constants.socket_types.get(socket_type)
        if name is None:
            raise ZMQError(EINVAL)
        if socket_type > 11:
            # The draft types, which pyzmq's own libzmq does not have either.
            raise ZMQError(EINVAL)
        object.__setattr__(self, "context", context)
        object.__setattr__(self, "type", socket_type)
        object.__setattr__(self, "_type_name", name)
        object.__setattr__(self, "_monitor_socket", None)
        object.__setattr__(self, "_handle", _system.zmq_socket(context._handle, socket_type))

    @property
    def closed(self):
        return _system.zmq_is_closed(self._handle)

    @property
    def socket_type(self):
        return self.type

    @property
    def underlying(self):
        return id(self)

    def close(self, linger=None):
        if self.closed:
            return
        if linger is not None:
            self.set(LINGER, linger)
        _system.zmq_close(self._handle)

    def _address_call(self, call, addr):
        if not isinstance(addr, (str, bytes)):
            raise TypeError(f"Expected addr to be str, got addr={addr!r}")
        text = addr.decode() if isinstance(addr, bytes) else addr
        call(self._handle, text)

    def bind(self, addr):
        try:
            self._address_call(_system.zmq_bind, addr)
        except ZMQError as e:
            e.strerror += f" (addr={addr!r})"
            raise
        return _Undo(self.unbind, self.get(LAST_ENDPOINT).decode())

    def connect(self, addr):
        try:
            self._address_call(_system.zmq_connect, addr)
        except ZMQError as e:
            e.strerror += f" (addr={addr!r})"
            raise
        return _Undo(self.disconnect, addr)

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
        if isinstance(data, str):
            raise TypeError("unicode not allowed, use send_string")
        if isinstance(data, Frame):
            data = data.bytes
        elif not isinstance(data, (bytes, bytearray, memoryview)):
            name = type(data).__name__
            raise TypeError(f"a bytes-like object is required, not '{name}'")
        _system.zmq_send(self._handle, bytes(data), flags)

    def recv(self, flags=0, copy=True, track=False):
        data = _system.zmq_recv(self._handle, flags)
        if copy:
            return data
        return Frame(data, bool(self.get(constants.RCVMORE)))

    def recv_into(self, buffer, *, nbytes=0, flags=0):
        data = self.recv(flags)
        size = nbytes or len(buffer)
        buffer[: min(size, len(data))] = data[:size]
        return len(data)

    def send_multipart(self, msg_parts, flags=0, copy=True, track=False, **kwargs):
        parts = []
        for i, part in enumerate(msg_parts):
            if isinstance(part, Frame):
                part = part.bytes
            elif not isinstance(part, (bytes, bytearray, memoryview)):
                text = repr(part)
                if len(text) > 32:
                    text = text[:32] + "..."
                raise TypeError(f"Frame {i} ({text}) does not support the buffer interface.")
            parts.append(bytes(part))
        if not parts:
            raise IndexError("list index out of range")
        _system.zmq_send(self._handle, parts, flags)

    def recv_multipart(self, flags=0, copy=True, track=False):
        parts = _system.zmq_recv_multipart(self._handle, flags)
        if copy:
            return parts
        last = len(parts) - 1
        return [Frame(part, i < last) for i, part in enumerate(parts)]

    def send_string(self, u, flags=0, copy=True, encoding="utf-8", **kwargs):
        if not isinstance(u, str):
            raise TypeError("str objects only")
        return self.send(u.encode(encoding), flags)

    def recv_string(self, flags=0, encoding="utf-8"):
        return self.recv(flags).decode(encoding)

    send_unicode = send_string
    recv_unicode = recv_string

    def send_json(self, obj, flags=0, **kwargs):
        import json

        return self.send(json.dumps(obj, **kwargs).encode("utf8"), flags)

    def recv_json(self, flags=0, **kwargs):
        import json

        return json.loads(self.recv(flags).decode("utf8"), **kwargs)

    def send_pyobj(self, obj, flags=0, protocol=-1, **kwargs):
        import pickle

        return self.send(pickle.dumps(obj, protocol), flags)

    def recv_pyobj(self, flags=0):
        import pickle

        return pickle.loads(self.recv(flags))

    def send_serialized(self, msg, serialize, flags=0, copy=True, **kwargs):
        return self.send_multipart(serialize(msg), flags)

    def recv_serialized(self, deserialize, flags=0, copy=True):
        return deserialize(self.recv_multipart(flags))

    def poll(self, timeout=None, flags=POLLIN):
        if self.closed:
            raise ZMQError(ENOTSUP)
        poller = Poller()
        poller.register(self, flags)
        return dict(poller.poll(timeout)).get(self, 0)

    def set(self, option, optval):
        if isinstance(optval, str):
            raise TypeError("unicode not allowed, use setsockopt_string")
        if option in _BYTES_OPTIONS:
            if not isinstance(optval, bytes):
                raise TypeError(f"expected bytes, got: {optval!r}")
        elif not isinstance(optval, int):
            raise TypeError(f"expected int, got: {optval!r}")
        if option == constants.HWM:
            self.set_hwm(optval)
        else:
            _system.zmq_setsockopt(self._handle, option, optval)

    def get(self, option):
        if option == constants.HWM:
            return self.get_hwm()
        return _system.zmq_getsockopt(self._handle, option)

    setsockopt = set
    getsockopt = get

    def set_string(self, option, optval, encoding="utf-8"):
        if not isinstance(optval, str):
            raise TypeError(f"strings only, not {type(optval)}: {optval!r}")
        self.set(option, optval.encode(encoding))

    def get_string(self, option, encoding="utf-8"):
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
        self.set(SUBSCRIBE, topic.encode("utf8") if isinstance(topic, str) else topic)

    def unsubscribe(self, topic):
        self.set(UNSUBSCRIBE, topic.encode("utf8") if isinstance(topic, str) else topic)

    def fileno(self):
        return self.get(constants.FD)

    def monitor(self, addr, events=constants.EVENT_ALL):
        _system.zmq_monitor(self._handle, addr, events)

    def get_monitor_socket(self, events=None, addr=None):
        if self._monitor_socket is not None:
            if not self._monitor_socket.closed:
                return self._monitor_socket
            self._monitor_socket = None
        if addr is None:
            addr = f"inproc://monitor.s-{self.FD}"
        self.monitor(addr, constants.EVENT_ALL if events is None else events)
        self._monitor_socket = self.context.socket(constants.PAIR)
        self._monitor_socket.connect(addr)
        return self._monitor_socket

    def disable_monitor(self):
        self._monitor_socket = None
        self.monitor(None, 0)

    def __setattr__(self, key, value):
        if key.lower() == "subscribe":
            self.subscribe(value)
        elif key.lower() == "unsubscribe":
            self.unsubscribe(value)
        elif key.startswith("_") or hasattr(type(self), key):
            object.__setattr__(self, key, value)
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
        return f"<zmq.Socket(zmq.{self._type_name}) at {hex(id(self))}{closed}>"


def zmq_poll(sockets, timeout=-1):
    """Polls (socket, flags) pairs; timeout in milliseconds, -1 is for ever."""
    items = []
    for socket, flags in sockets:
        if not isinstance(socket, Socket):
            raise NotImplementedError(
                f"polling a {type(socket).__name__} together with zmq sockets is not simulated yet"
            )
        items.append((socket._handle, flags))
    found = _system.zmq_poll(items, int(timeout))
    return [(sockets[i][0], events) for i, events in enumerate(found) if events]


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
        _system.zmq_proxy(frontend._handle, backend._handle, other, None, False)


def proxy_steerable(frontend, backend, capture=None, control=None):
    """A proxy that PAUSE, RESUME, TERMINATE and STATISTICS control."""
    if control is None:
        return proxy(frontend, backend, capture)
    sockets = [frontend._handle, backend._handle]
    begun = [_system.zmq_traffic(handle) for handle in sockets]
    other = None if capture is None else capture._handle
    paused = False
    while True:
        _system.zmq_proxy(*sockets, other, control._handle, paused)
        order = control.recv()
        if order == b"TERMINATE":
            answer = [b""]
        elif order == b"PAUSE" or order == b"RESUME":
            paused = order == b"PAUSE"
            answer = [b""]
        elif order == b"STATISTICS":
            answer = []
            for handle, before in zip(sockets, begun):
                now = _system.zmq_traffic(handle)
                answer += [(n - b).to_bytes(8, "little") for n, b in zip(now, before)]
        else:
            answer = [b""]
        if control.type == constants.REP:
            control.send_multipart(answer)
        if order == b"TERMINATE":
            return None


def device(device_type, frontend, backend=None):
    """The old name of proxy()."""
    return proxy(frontend, frontend if backend is None else backend)
