"""Functions for the end of the program. When the main program and its threads
have ended, the machine calls `_run_exitfuncs`."""

_callbacks = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _callbacks.append((func, args, kwargs))
    return func


def unregister(func, /):
    _callbacks[:] = [entry for entry in _callbacks if entry[0] != func]


def _clear():
    _callbacks.clear()


def _ncallbacks():
    return len(_callbacks)


def _run_exitfuncs():
    while _callbacks:
        func, args, kwargs = _callbacks.pop()
        try:
            func(*args, **kwargs)
        except SystemExit:
            raise
        except BaseException as error:
            import sys
            import traceback
            sys.stderr.write(f"Exception ignored in atexit callback: {func!r}\n{''.join(traceback.format_exception(error))}")
