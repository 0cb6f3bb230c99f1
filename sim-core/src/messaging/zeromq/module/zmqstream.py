"""zmq.eventloop.zmqstream: a socket whose messages are handed to callbacks."""

import zmq
from zmq.eventloop.ioloop import IOLoop


class ZMQStream:
    """Receives and sends whole messages as the loop finds the socket ready."""

    def __init__(self, socket, io_loop=None):
        self.socket = socket
        self.io_loop = io_loop or IOLoop.current()
        self._queue = []
        self._on_recv = self._on_send = self._on_close = None
        self._copy = True
        self.io_loop.add_handler(socket, self._handle, IOLoop.NONE)
        for name in ("bind", "bind_to_random_port", "connect", "setsockopt", "getsockopt"):
            setattr(self, name, getattr(socket, name))
        for name in ("setsockopt_string", "getsockopt_string"):
            setattr(self, name, getattr(socket, name))

    def on_recv(self, callback, copy=True):
        self._open()
        self._on_recv, self._copy = callback, copy
        self._update()

    def on_recv_stream(self, callback, copy=True):
        if callback is None:
            return self.on_recv(None)
        self.on_recv(lambda msg: callback(self, msg), copy)

    def stop_on_recv(self):
        self.on_recv(None)

    def on_send(self, callback):
        self._open()
        self._on_send = callback

    def on_send_stream(self, callback):
        self.on_send(None if callback is None else lambda msg, status: callback(self, msg, status))

    def stop_on_send(self):
        self.on_send(None)

    def on_err(self, callback):
        pass

    stop_on_err = on_err

    def send(self, msg, flags=0, copy=True, track=False, callback=None, **kwargs):
        return self.send_multipart([msg], flags, copy, track, callback, **kwargs)

    def send_multipart(self, msg, flags=0, copy=True, track=False, callback=None, **kwargs):
        self._open()
        self._queue.append((msg, dict(kwargs, flags=flags, copy=copy, track=track)))
        if callback is not None:
            self._on_send = callback
        self._update()

    def send_string(self, u, flags=0, encoding="utf-8", callback=None, **kwargs):
        if not isinstance(u, str):
            raise TypeError("unicode/str objects only")
        return self.send(u.encode(encoding), flags, callback=callback, **kwargs)

    send_unicode = send_string

    def send_json(self, obj, flags=0, callback=None, **kwargs):
        from zmq.utils import jsonapi

        return self.send(jsonapi.dumps(obj), flags, callback=callback, **kwargs)

    def send_pyobj(self, obj, flags=0, protocol=-1, callback=None, **kwargs):
        import pickle

        return self.send(pickle.dumps(obj, protocol), flags, callback=callback, **kwargs)

    def flush(self, flag=3, limit=None):
        """Does now what can be done now; gives how many messages it was."""
        self._open()
        count = 0
        while limit is None or count < limit:
            wanted = flag & self._wanted()
            ready = self.socket.poll(0, wanted) if wanted else 0
            if not ready:
                break
            self._act(ready)
            count += 1
            if self.closed():
                break
        return count

    def set_close_callback(self, callback):
        self._on_close = callback

    def close(self, linger=None):
        if self.socket is None:
            return
        self.io_loop.remove_handler(self.socket)
        self.socket.close(linger)
        self.socket = None
        if self._on_close:
            self.io_loop._run(self._on_close)

    def receiving(self):
        return self._on_recv is not None

    def sending(self):
        return bool(self._queue)

    def closed(self):
        if self.socket is not None and self.socket.closed:
            self.close()
        return self.socket is None

    def _open(self):
        if not self.socket:
            raise OSError("Stream is closed")

    def _wanted(self):
        return self.receiving() * 1 | self.sending() * 2

    def _update(self):
        if self.socket is not None:
            wanted = self._wanted()
            self.io_loop.update_handler(self.socket, (wanted & 1) | (wanted & 2) * 2)

    def _handle(self, socket, events):
        self._act((events & 1) | (events & 4) // 2)

    def _act(self, ready):
        if ready & 1 and self.receiving():
            self._receive()
        if not self.closed() and ready & 2 and self.sending():
            self._send()
        self._update()

    def _receive(self):
        try:
            msg = self.socket.recv_multipart(zmq.NOBLOCK, copy=self._copy)
        except zmq.Again:
            return
        if self._on_recv:
            self.io_loop._run(lambda: self._on_recv(msg))

    def _send(self):
        msg, kwargs = self._queue.pop(0)
        try:
            status = self.socket.send_multipart(msg, **kwargs)
        except zmq.ZMQError as e:
            status = e
        if self._on_send:
            self.io_loop._run(lambda: self._on_send(msg, status))
