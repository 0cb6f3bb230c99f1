"""The calendar half of `time`: broken-down times and their text. UTC is the
local zone. `time` itself, with the clocks and `sleep`, takes its names from here."""

import _system
import _time_text as _text

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")
_NAMES = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst")


class struct_time(tuple):
    """The nine numbers of a moment."""

    __module__ = "time"

    def __new__(cls, sequence, dict=None):
        values = tuple(sequence)
        if not 9 <= len(values) <= 11:
            bound = "at least 9" if len(values) < 9 else "at most 11"
            raise TypeError(f"time.struct_time() takes an {bound}-sequence ({len(values)}-sequence given)")
        return tuple.__new__(cls, values[:9])

    tm_year = property(lambda self: self[0])
    tm_mon = property(lambda self: self[1])
    tm_mday = property(lambda self: self[2])
    tm_hour = property(lambda self: self[3])
    tm_min = property(lambda self: self[4])
    tm_sec = property(lambda self: self[5])
    tm_wday = property(lambda self: self[6])
    tm_yday = property(lambda self: self[7])
    tm_isdst = property(lambda self: self[8])
    tm_zone = property(lambda self: "UTC")
    tm_gmtoff = property(lambda self: 0)

    def __repr__(self):
        return f"time.struct_time({', '.join([f'{name}={value!r}' for name, value in zip(_NAMES, self)])})"


def gmtime(seconds=None, /):
    seconds = _system.now() if seconds is None else seconds
    days, rest = divmod(int(seconds // 1), 86400)
    number = days + 719163
    year, month, day = _text.from_ordinal(number)
    yday = _text.day_of_year(year, month, day)
    return struct_time((year, month, day, rest // 3600, rest // 60 % 60, rest % 60, (number - 1) % 7, yday, 0))


localtime = gmtime


def _checked(t):
    if t is None:
        return gmtime()
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) < 9:
        raise TypeError("function takes exactly 9 arguments (%d given)" % len(t))
    month, day, hour, minute, second, weekday, yday = (
        t[1] or 1, t[2] or 1, t[3], t[4], t[5], (t[6] + 7) % 7, t[7] or 1
    )
    for value, low, high, message in (
        (month, 1, 12, "month out of range"), (day, 1, 31, "day of month out of range"), (hour, 0, 23, "hour out of range"),
        (minute, 0, 59, "minute out of range"), (second, 0, 61, "seconds out of range"),
        (yday, 1, 366, "day of year out of range"),
    ):
        if not low <= value <= high:
            raise ValueError(message)
    return (t[0], month, day, hour, minute, second, weekday, yday, t[8])


def strftime(format, t=None, /):
    if not isinstance(format, str):
        raise TypeError(f"strftime() argument 1 must be str, not {type(format).__name__}")
    return _text.strftime(format, _checked(t))


def strptime(data_string, format="%a %b %d %H:%M:%S %Y", /):
    return struct_time(_text.time_tuple(data_string, format))


def asctime(t=None, /):
    return _text.strftime("%a %b %e %H:%M:%S %Y", _checked(t))


def ctime(seconds=None, /):
    return asctime(gmtime(seconds))


def mktime(t, /):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    # Months beyond the year and days beyond the month are carried over.
    years, month = divmod(t[1] - 1, 12)
    days = _text.ordinal(t[0] + years, month + 1, 1) + t[2] - 1 - 719163
    return float(days * 86400 + t[3] * 3600 + t[4] * 60 + t[5])
