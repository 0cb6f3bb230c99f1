"""zmq.devices: proxies that make their own sockets, here or in a thread."""

import zmq
from zmq.error import ZMQError
from zmq.sugar import Context, device, proxy, proxy_steerable


class _End:
    """What one socket of a device will be."""

    def __init__(self, kind):
        self.kind = kind
        self.binds = []
        self.connects = []
        self.options = []

    def make(self, context):
        made = context.socket(self.kind)
        for option, value in self.options:
            made.setsockopt(option, value)
        for address in self.binds:
            made.bind(address)
        for address in self.connects:
            made.connect(address)
        return made


class Device:
    """A proxy between two sockets; start() blocks."""

    context_factory = Context.instance

    def __init__(self, device_type=3, in_type=None, out_type=None):
        if in_type is None:
            raise TypeError("in_type must be specified")
        if out_type is None:
            raise TypeError("out_type must be specified")
        self.device_type = device_type
        self.in_type = in_type
        self.out_type = out_type
        self.daemon = True
        self.done = False
        self._in = _End(in_type)
        self._out = _End(out_type)

    def bind_in(self, addr):
        self._in.binds.append(addr)

    def connect_in(self, addr):
        self._in.connects.append(addr)

    def setsockopt_in(self, opt, value):
        self._in.options.append((opt, value))

    def bind_out(self, addr):
        self._out.binds.append(addr)

    def connect_out(self, addr):
        self._out.connects.append(addr)

    def setsockopt_out(self, opt, value):
        self._out.options.append((opt, value))

    def _random_port(self, addr, *args, **kwargs):
        probe = zmq.Context()
        socket = probe.socket(zmq.REQ)
        port = socket.bind_to_random_port(addr, *args, **kwargs)
        socket.close()
        probe.term()
        return port

    def bind_in_to_random_port(self, addr, *args, **kwargs):
        port = self._random_port(addr, *args, **kwargs)
        self.bind_in(f"{addr}:{port}")
        return port

    def bind_out_to_random_port(self, addr, *args, **kwargs):
        port = self._random_port(addr, *args, **kwargs)
        self.bind_out(f"{addr}:{port}")
        return port

    def _sockets(self, context):
        first = self._in.make(context)
        return first, first if self.out_type < 0 else self._out.make(context)

    def _work(self, context):
        first, second = self._sockets(context)
        device(self.device_type, first, second)

    def run_device(self):
        factory = type(self).context_factory
        self._work(factory())

    def run(self):
        try:
            self.run_device()
        except ZMQError as e:
            if e.errno != zmq.ETERM:
                raise
        finally:
            self.done = True

    def start(self):
        return self.run()

    def join(self, timeout=None):
        pass


class _InBackground:
    """start() returns at once; the device works in a thread."""

    launcher = None

    def start(self):
        import threading

        self.launcher = threading.Thread(target=self.run)
        self.launcher.daemon = self.daemon
        self.launcher.start()

    def join(self, timeout=None):
        return self.launcher.join(timeout)


class _InProcess(_InBackground):
    """The device works in a process of its own."""

    context_factory = Context

    def start(self):
        import multiprocessing

        self.launcher = multiprocessing.Process(target=self.run)
        self.launcher.daemon = self.daemon
        self.launcher.start()


class ProxyBase:
    """A device with a third socket that gets a copy of every message."""

    def __init__(self, in_type, out_type, mon_type=1):
        Device.__init__(self, 3, in_type, out_type)
        self.mon_type = mon_type
        self._mon = _End(mon_type)

    def bind_mon(self, addr):
        self._mon.binds.append(addr)

    def connect_mon(self, addr):
        self._mon.connects.append(addr)

    def setsockopt_mon(self, opt, value):
        self._mon.options.append((opt, value))

    def bind_mon_to_random_port(self, addr, *args, **kwargs):
        port = self._random_port(addr, *args, **kwargs)
        self.bind_mon(f"{addr}:{port}")
        return port

    def _work(self, context):
        first, second = self._sockets(context)
        proxy(first, second, self._mon.make(context))


class ProxySteerableBase(ProxyBase):
    """A proxy that can be paused and ended through a fourth socket."""

    def __init__(self, in_type, out_type, mon_type=1, ctrl_type=0):
        ProxyBase.__init__(self, in_type, out_type, mon_type)
        self._ctrl = _End(ctrl_type)

    def bind_ctrl(self, addr):
        self._ctrl.binds.append(addr)

    def connect_ctrl(self, addr):
        self._ctrl.connects.append(addr)

    def setsockopt_ctrl(self, opt, value):
        self._ctrl.options.append((opt, value))

    def _work(self, context):
        first, second = self._sockets(context)
        mon, ctrl = self._mon.make(context), self._ctrl.make(context)
        proxy_steerable(first, second, mon, ctrl)


class BackgroundDevice(_InBackground, Device):
    pass


class ThreadDevice(_InBackground, Device):
    pass


class ProcessDevice(_InProcess, Device):
    context_factory = Context


class Proxy(ProxyBase, Device):
    pass


class ThreadProxy(ProxyBase, ThreadDevice):
    pass


class ProcessProxy(ProxyBase, ProcessDevice):
    pass


class ProxySteerable(ProxySteerableBase, Device):
    pass


class ThreadProxySteerable(ProxySteerableBase, ThreadDevice):
    pass


class ProcessProxySteerable(ProxySteerableBase, ProcessDevice):
    pass


def monitored_queue(in_socket, out_socket, mon_socket, in_prefix=b"in", out_prefix=b"out"):
    """A proxy whose monitor gets each message behind a prefix."""
    both = [(in_socket, zmq.POLLIN), (out_socket, zmq.POLLIN)]
    while True:
        for source, _ in zmq.zmq_poll(both):
            parts = source.recv_multipart()
            front = source is in_socket
            mon_socket.send_multipart([in_prefix if front else out_prefix] + parts)
            (out_socket if front else in_socket).send_multipart(parts)
