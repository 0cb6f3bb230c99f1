"""The exceptions of pyzmq 27, with its texts."""

import _system


class ZMQBaseError(Exception):
    pass


class ZMQError(ZMQBaseError):
    errno = None
    strerror = ""

    def __init__(self, errno=None, msg=None):
        if isinstance(errno, int):
            self.errno = int(errno)
            self.strerror = _system.zmq_strerror(self.errno) if msg is None else msg
        else:
            self.strerror = str(errno) if msg is None else msg

    def __str__(self):
        return self.strerror

    def __repr__(self):
        return f"{self.__class__.__name__}('{self}')"


class ZMQBindError(ZMQBaseError):
    pass


class NotDone(ZMQBaseError):
    pass


class ContextTerminated(ZMQError):
    def __init__(self, errno="ignored", msg="ignored"):
        super().__init__(156384765)


class Again(ZMQError):
    def __init__(self, errno="ignored", msg="ignored"):
        super().__init__(11)


class InterruptedSystemCall(ZMQError):
    def __init__(self, errno="ignored", msg="ignored"):
        super().__init__(4)

    def __str__(self):
        return super().__str__() + ": This call should have been retried. Please report this to pyzmq."


class ZMQVersionError(NotImplementedError):
    def __init__(self, min_version, msg="Feature"):
        self.msg = msg
        self.min_version = min_version
        self.version = "4.3.5"

    def __str__(self):
        return f"{self.msg} requires libzmq >= {self.min_version}, have {self.version}"

    def __repr__(self):
        return f"ZMQVersionError('{self}')"


class DraftFDWarning(RuntimeWarning):
    pass
