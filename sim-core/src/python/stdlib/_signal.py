"""Handlers of signals: the functions are here, the world knows which signals
have one."""

import _system

_functions = {}


def handle(number, function):
    """`None` is the system's own handling."""
    word = "handler"
    if function is None:
        word = "default"
    elif getattr(function, "__name__", "") == "_ignore":
        word = "ignore"
    elif getattr(function, "__name__", "") == "default_int_handler":
        word = "interrupt"
    _functions[number] = function
    _system.signal_set(number, word)


def _run(number):
    function = _functions.get(number)
    if function is not None:
        function(number, None)


def pause():
    _system.pause()


def alarm(seconds, every=0.0):
    return _system.alarm(float(seconds), float(every))
