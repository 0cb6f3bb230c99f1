"""The zmq package: what `import zmq` gives."""

import _system

from zmq import constants, error, sugar
from zmq.constants import *
from zmq.error import (
    Again,
    ContextTerminated,
    DraftFDWarning,
    InterruptedSystemCall,
    NotDone,
    ZMQBaseError,
    ZMQBindError,
    ZMQError,
    ZMQVersionError,
)
from zmq.sugar import (
    Context,
    Frame,
    Poller,
    Socket,
    device,
    proxy,
    proxy_steerable,
    select,
    zmq_poll,
)

Message = Frame

__version__ = "27.1.0"


def pyzmq_version():
    return __version__


def pyzmq_version_info():
    return (27, 1, 0)


def zmq_version():
    return "4.3.5"


def zmq_version_info():
    return (4, 3, 5)


def strerror(errno):
    return _system.zmq_strerror(errno)


def has(capability):
    return capability == "ipc"


def curve_keypair():
    raise NotImplementedError("CURVE is not simulated; sockets use the NULL mechanism")


def curve_public(secret_key):
    raise NotImplementedError("CURVE is not simulated; sockets use the NULL mechanism")
