"""The zmq package: what `import zmq` gives."""

import _system

from zmq import constants, error, sugar
from zmq.constants import COPY_THRESHOLD, IPC_PATH_MAX_LEN
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
    MessageTracker,
    Poller,
    Socket,
    device,
    proxy,
    proxy_steerable,
    select,
    zmq_poll,
)

Message = Frame
DRAFT_API = False

__version__ = "27.3.0"
__revision__ = ""


def __getattr__(name):
    if name == "__all__":
        return [each for each in globals() if not each.startswith("_")] + constants.names()
    try:
        value = getattr(constants, name)
    except AttributeError:
        words = f"module 'zmq' has no attribute {name!r}"
        raise AttributeError(words, name=name, obj=_Names()) from None
    globals()[name] = value
    return value


class _Names:
    # What the package offers, for "Did you mean": constants are made when they
    # are asked for.
    def __init__(self):
        self.__dict__.update(dict.fromkeys(__dir__()))


def __dir__():
    return list(globals()) + constants.names()


def pyzmq_version():
    return __version__


def pyzmq_version_info():
    return (27, 3, 0)


def zmq_version():
    return "4.3.5"


def zmq_version_info():
    return (4, 3, 5)


def get_includes():
    return []


def get_library_dirs():
    return []


def zmq_errno():
    return 0


def strerror(errno):
    return _system.zmq_strerror(int(errno))


def has(capability):
    return capability == "ipc"


def curve_keypair():
    raise NotImplementedError("CURVE is not simulated; sockets use the NULL mechanism")


def curve_public(secret_key):
    raise NotImplementedError("CURVE is not simulated; sockets use the NULL mechanism")
