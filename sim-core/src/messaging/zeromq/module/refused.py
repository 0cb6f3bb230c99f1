"""Parts of pyzmq that are not simulated say so when they are imported."""

_REASONS = {
    "zmq.auth": "authentication and encryption (CURVE, PLAIN, GSSAPI); sockets use the NULL mechanism",
    "zmq.ssh": "tunnels",
    "zmq.asyncio": "asyncio; use the plain sockets, a Poller or threads",
    "zmq.green": "gevent; use the plain sockets, a Poller or threads",
}

_why = _REASONS[".".join(__name__.split(".")[:2])]
raise ImportError(f"{__name__} is not simulated: Mailroom has no {_why}")
