"""Signals. A handler runs in the main thread, between two of its statements or
in place of the system call that it waits in."""

import _signal
import enum as _enum


class Signals(_enum.IntEnum):
    """The signals of Linux."""

    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGILL = 4
    SIGTRAP = 5
    SIGABRT = 6
    SIGBUS = 7
    SIGFPE = 8
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGTTIN = 21
    SIGTTOU = 22
    SIGURG = 23
    SIGWINCH = 28
    SIGIO = 29


class Handlers(_enum.IntEnum):
    """What a signal does without a handler."""

    SIG_DFL = 0
    SIG_IGN = 1


SIGHUP = Signals.SIGHUP
SIGINT = Signals.SIGINT
SIGQUIT = Signals.SIGQUIT
SIGILL = Signals.SIGILL
SIGTRAP = Signals.SIGTRAP
SIGABRT = Signals.SIGABRT
SIGBUS = Signals.SIGBUS
SIGFPE = Signals.SIGFPE
SIGKILL = Signals.SIGKILL
SIGUSR1 = Signals.SIGUSR1
SIGSEGV = Signals.SIGSEGV
SIGUSR2 = Signals.SIGUSR2
SIGPIPE = Signals.SIGPIPE
SIGALRM = Signals.SIGALRM
SIGTERM = Signals.SIGTERM
SIGCHLD = Signals.SIGCHLD
SIGCONT = Signals.SIGCONT
SIGSTOP = Signals.SIGSTOP
SIGTSTP = Signals.SIGTSTP
SIGTTIN = Signals.SIGTTIN
SIGTTOU = Signals.SIGTTOU
SIGURG = Signals.SIGURG
SIGWINCH = Signals.SIGWINCH
SIGIO = Signals.SIGIO
SIG_DFL = Handlers.SIG_DFL
SIG_IGN = Handlers.SIG_IGN
NSIG = 65
ITIMER_REAL = 0


def default_int_handler(signalnum, frame, /):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler}


def _ignore(signalnum, frame):
    pass


def _number(signalnum):
    if not isinstance(signalnum, int):
        raise TypeError(f"'{type(signalnum).__name__}' object cannot be interpreted as an integer")
    if not 1 <= signalnum < NSIG:
        raise ValueError("signal number out of range")
    return int(signalnum)


def signal(signalnum, handler):
    number = _number(signalnum)
    import _thread
    import sys
    threading = sys.modules.get("threading")
    if threading is not None and threading.main_thread().ident != _thread.get_ident():
        raise ValueError("signal only works in main thread of the main interpreter")
    if number in (9, 19):
        raise OSError(22, "Invalid argument")
    if handler == Handlers.SIG_DFL:
        _signal.handle(number, None)
    elif handler == Handlers.SIG_IGN:
        _signal.handle(number, _ignore)
    elif callable(handler):
        _signal.handle(number, handler)
    else:
        raise TypeError("signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
    before = getsignal(number)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def getsignal(signalnum):
    return _handlers.get(_number(signalnum), Handlers.SIG_DFL)


def raise_signal(signalnum):
    import _os
    _os.kill(_os.getpid(), _number(signalnum))


def pause():
    _signal.pause()


def alarm(seconds):
    left = _signal.alarm(seconds)
    return int(left) + (left > int(left))


def setitimer(which, seconds, interval=0.0):
    return (_signal.alarm(seconds, interval), 0.0)


def getitimer(which):
    left = _signal.alarm(0.0)
    if left:
        _signal.alarm(left)
    return (left, 0.0)


def strsignal(signalnum):
    words = {2: "Interrupt", 1: "Hangup", 9: "Killed", 14: "Alarm clock", 15: "Terminated", 10: "User defined signal 1",
             12: "User defined signal 2", 13: "Broken pipe", 11: "Segmentation fault", 6: "Aborted", 3: "Quit"}
    return words.get(_number(signalnum))


def valid_signals():
    return set(Signals)


def siginterrupt(signalnum, flag):
    pass
