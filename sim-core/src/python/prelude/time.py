# `time`: sleeping and clocks are system calls, the calendar is arithmetic.
import _system


def sleep(seconds):
    if not isinstance(seconds, (int, float)):
        raise TypeError(f"'{type(seconds).__name__}' object cannot be interpreted as an integer")
    if seconds < 0:
        raise ValueError('sleep length must be non-negative')
    _system.sleep(float(seconds))


def time():
    return _system.now()


def time_ns():
    return int(_system.now() * 1000000000)


def monotonic():
    return _system.monotonic()


def monotonic_ns():
    return int(_system.monotonic() * 1000000000)


perf_counter = monotonic
perf_counter_ns = monotonic_ns
process_time = monotonic
