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


def process_time():
    return _system.cpu_time(False)


def thread_time():
    return _system.cpu_time(True)


def process_time_ns():
    return int(process_time() * 1000000000)


def thread_time_ns():
    return int(thread_time() * 1000000000)


# The calendar is loaded when it is first asked for.
def gmtime(seconds=None, /):
    import _time_calendar
    return _time_calendar.gmtime(seconds)


def strftime(*args):
    import _time_calendar
    return _time_calendar.strftime(*args)


def strptime(*args):
    import _time_calendar
    return _time_calendar.strptime(*args)


def asctime(t=None, /):
    import _time_calendar
    return _time_calendar.asctime(t)


def ctime(seconds=None, /):
    import _time_calendar
    return _time_calendar.ctime(seconds)


def mktime(t, /):
    import _time_calendar
    return _time_calendar.mktime(t)


localtime = gmtime


def __getattr__(name):
    if name in ('struct_time', 'timezone', 'altzone', 'daylight', 'tzname'):
        import _time_calendar
        return getattr(_time_calendar, name)
    raise AttributeError(f"module 'time' has no attribute '{name}'")
