"""Dates, times and what lies between them. The local zone is UTC."""

import math as _math
import time as _time

import _time_text as _text
from _time_span import timedelta

MINYEAR = 1
MAXYEAR = 9999
_MAX_ORDINAL = 3652059
_EPOCH = 719163


def _cmp_refused(a, b):
    raise TypeError(f"can't compare {_full(a)} to {_full(b)}")


def _full(value):
    kind = type(value)
    return f"datetime.{kind.__name__}" if kind in (date, datetime, time, timedelta) else kind.__name__


def _integer(value):
    if not isinstance(value, int):
        convert = getattr(type(value), "__index__", None)
        if convert is None:
            raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
        return convert(value)
    return value


def _check_date(year, month, day):
    for place, value in enumerate((year, month, day)):
        if value is None:
            name = ("year", "month", "day")[place]
            raise TypeError(f"function missing required argument '{name}' (pos {place + 1})")
        _integer(value)
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _text.days_in_month(year, month):
        raise ValueError("day is out of range for month")


def _check_time(hour, minute, second, microsecond, fold):
    for value in (hour, minute, second, microsecond):
        _integer(value)
    if not 0 <= hour <= 23:
        raise ValueError("hour must be in 0..23")
    if not 0 <= minute <= 59:
        raise ValueError("minute must be in 0..59")
    if not 0 <= second <= 59:
        raise ValueError("second must be in 0..59")
    if not 0 <= microsecond <= 999999:
        raise ValueError("microsecond must be in 0..999999")
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")


def _check_zone(tz):
    if tz is not None and not isinstance(tz, tzinfo):
        raise TypeError(f"tzinfo argument must be None or of a tzinfo subclass, not type '{type(tz).__name__}'")


class tzinfo:
    """The base of zones."""

    def tzname(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement tzname()")

    def utcoffset(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement utcoffset()")

    def dst(self, dt):
        raise NotImplementedError("a tzinfo subclass must implement dst()")

    def fromutc(self, dt):
        return dt + dt.utcoffset()


class timezone(tzinfo):
    """A zone at a fixed distance from UTC."""

    def __init__(self, offset, name=None):
        if not isinstance(offset, timedelta):
            raise TypeError(f"timezone() argument 1 must be datetime.timedelta, not {type(offset).__name__}")
        if not -86400000000 < offset._total < 86400000000:
            raise ValueError(
                "offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), "
                f"not {offset!r}."
            )
        self._offset = offset
        self._name = name

    def utcoffset(self, dt):
        return self._offset

    def dst(self, dt):
        return None

    def tzname(self, dt):
        if self._name is not None:
            return self._name
        return "UTC" + _offset_text(self._offset) if self._offset else "UTC"

    def fromutc(self, dt):
        return dt + self._offset

    def __eq__(self, other):
        return self._offset == other._offset if isinstance(other, timezone) else NotImplemented

    def __hash__(self):
        return hash(self._offset)

    def __str__(self):
        return self.tzname(None)

    def __repr__(self):
        if self is timezone.utc:
            return "datetime.timezone.utc"
        if self._name is None:
            return f"datetime.timezone({self._offset!r})"
        return f"datetime.timezone({self._offset!r}, {self._name!r})"

    def __reduce__(self):
        return type(self), (self._offset,) if self._name is None else (self._offset, self._name)


def _offset_text(offset, between=":"):
    """`+hh:mm`, with seconds if there are any; nothing for None."""
    if offset is None:
        return ""
    total = offset._total
    sign = "-" if total < 0 else "+"
    seconds, micro = divmod(abs(total), 1000000)
    text = f"{sign}{seconds // 3600:02}{between}{seconds // 60 % 60:02}"
    if seconds % 60 or micro:
        text += f"{between}{seconds % 60:02}"
    return f"{text}.{micro:06}" if micro else text


def _filled(form, numbers, micro, zone, name):
    """`strftime` with the directives that only this module knows."""
    parts = []
    at = 0
    while at < len(form):
        char = form[at]
        letter = form[at + 1:at + 2]
        at += 1
        if char != "%" or not letter:
            parts.append(char)
            continue
        at += 1
        if letter == "f":
            parts.append(f"{micro:06}")
        elif letter == "z":
            parts.append(_offset_text(zone, ""))
        elif letter == "Z":
            parts.append((name or "").replace("%", "%%"))
        else:
            parts.append(char + letter)
    return _text.strftime("".join(parts), numbers)


class date:
    """A day of the Gregorian calendar."""

    _c_name = "datetime.date"

    def __init__(self, year=None, month=None, day=None):
        _check_date(year, month, day)
        self._year, self._month, self._day = year, month, day

    year = property(lambda self: self._year)
    month = property(lambda self: self._month)
    day = property(lambda self: self._day)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp):
        return cls.fromordinal(_EPOCH + _math.floor(timestamp) // 86400)

    @classmethod
    def fromordinal(cls, ordinal):
        if ordinal < 1:
            raise ValueError("ordinal must be >= 1")
        if ordinal > _MAX_ORDINAL:
            raise ValueError(f"year {_text.from_ordinal(ordinal)[0]} is out of range")
        return cls(*_text.from_ordinal(ordinal))

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        read = _read_iso_date(date_string)
        if read is None or read[1] != len(date_string):
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*read[0])

    @classmethod
    def fromisocalendar(cls, year, week, day):
        start = _text.ordinal(year, 1, 4)
        last = _text.iso_week(year, 12, 28)[1]
        if not 1 <= week <= last:
            raise ValueError(f"Invalid week: {week}")
        if not 1 <= day <= 7:
            raise ValueError(f"Invalid weekday: {day} (range is [1, 7])")
        return cls.fromordinal(start - (start - 1) % 7 + 7 * (week - 1) + day - 1)

    def toordinal(self):
        return _text.ordinal(self._year, self._month, self._day)

    def weekday(self):
        return (self.toordinal() - 1) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def isocalendar(self):
        return IsoCalendarDate(*_text.iso_week(self._year, self._month, self._day))

    def isoformat(self):
        return f"{self._year:04}-{self._month:02}-{self._day:02}"

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        return f"datetime.{type(self).__qualname__}({self._year}, {self._month}, {self._day})"

    def _numbers(self, dst=-1):
        days = _text.day_of_year(self._year, self._month, self._day)
        return self._year, self._month, self._day, 0, 0, 0, self.weekday(), days, dst

    def timetuple(self):
        return _time.struct_time(self._numbers())

    def ctime(self):
        return _text.strftime("%a %b %e %H:%M:%S %Y", self._numbers())

    def strftime(self, format):
        return _filled(format, self._numbers(), 0, None, None)

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, year=None, month=None, day=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day,
        )

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        number = self.toordinal() + other._days
        if not 0 < number <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        return type(self).fromordinal(number)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + timedelta(-other._days)
        if isinstance(other, date) and not isinstance(other, datetime):
            return timedelta(self.toordinal() - other.toordinal())
        return NotImplemented

    def _key(self):
        return self._year, self._month, self._day

    def _comparable(self, other):
        if isinstance(other, datetime):
            _cmp_refused(self, other)
        return isinstance(other, date)

    def __eq__(self, other):
        if isinstance(other, datetime):
            return False
        return self._key() == other._key() if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return type(self), self._key()


class IsoCalendarDate(tuple):
    """What `isocalendar` answers."""

    def __new__(cls, year, week, weekday):
        return tuple.__new__(cls, (year, week, weekday))

    year = property(lambda self: self[0])
    week = property(lambda self: self[1])
    weekday = property(lambda self: self[2])

    def __repr__(self):
        return f"datetime.IsoCalendarDate(year={self[0]}, week={self[1]}, weekday={self[2]})"


def _clock_text(hour, minute, second, micro, timespec):
    if timespec == "auto":
        timespec = "microseconds" if micro else "seconds"
    if timespec == "hours":
        return f"{hour:02}"
    if timespec == "minutes":
        return f"{hour:02}:{minute:02}"
    text = f"{hour:02}:{minute:02}:{second:02}"
    if timespec == "seconds":
        return text
    if timespec == "milliseconds":
        return f"{text}.{micro // 1000:03}"
    if timespec == "microseconds":
        return f"{text}.{micro:06}"
    raise ValueError("Unknown timespec value")


class time:
    """A time of day."""

    _c_name = "datetime.time"

    def __init__(self, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def fromisoformat(cls, time_string):
        read = _read_iso_time(time_string.removeprefix("T"))
        if read is None:
            raise ValueError(f"Invalid isoformat string: {time_string!r}")
        return cls(*read)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(None)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(None)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(None)

    def isoformat(self, timespec="auto"):
        clock = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return clock + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat()

    def __repr__(self):
        parts = [str(self._hour), str(self._minute)]
        if self._second or self._microsecond:
            parts.append(str(self._second))
        if self._microsecond:
            parts.append(str(self._microsecond))
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        return f"datetime.{type(self).__qualname__}({', '.join(parts)})"

    def strftime(self, format):
        numbers = (1900, 1, 1, self._hour, self._minute, self._second, 0, 1, -1)
        return _filled(format, numbers, self._microsecond, self.utcoffset(), self.tzname())

    def __format__(self, format):
        return self.strftime(format) if format else str(self)

    def replace(self, hour=None, minute=None, second=None, microsecond=None, tzinfo=True, *, fold=None):
        return type(self)(
            self._hour if hour is None else hour, self._minute if minute is None else minute,
            self._second if second is None else second, self._microsecond if microsecond is None else microsecond,
            self._tzinfo if tzinfo is True else tzinfo, fold=self._fold if fold is None else fold,
        )

    def _key(self):
        total = ((self._hour * 60 + self._minute) * 60 + self._second) * 1000000 + self._microsecond
        offset = self.utcoffset()
        return total if offset is None else total - offset._total

    def _comparable(self, other):
        if not isinstance(other, time):
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware times")
        return True

    def __eq__(self, other):
        if not isinstance(other, time):
            return NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __lt__(self, other):
        return self._key() < other._key() if self._comparable(other) else NotImplemented

    def __le__(self, other):
        return self._key() <= other._key() if self._comparable(other) else NotImplemented

    def __gt__(self, other):
        return self._key() > other._key() if self._comparable(other) else NotImplemented

    def __ge__(self, other):
        return self._key() >= other._key() if self._comparable(other) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return type(self), (self._hour, self._minute, self._second, self._microsecond, self._tzinfo)


class datetime(date):
    """A day and a time of day."""

    _c_name = "datetime.datetime"

    def __init__(self, year=None, month=None, day=None, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, *, fold=0):
        _check_date(year, month, day)
        _check_time(hour, minute, second, microsecond, fold)
        _check_zone(tzinfo)
        self._year, self._month, self._day = year, month, day
        self._hour, self._minute, self._second, self._microsecond = hour, minute, second, microsecond
        self._tzinfo, self._fold = tzinfo, fold

    hour = property(lambda self: self._hour)
    minute = property(lambda self: self._minute)
    second = property(lambda self: self._second)
    microsecond = property(lambda self: self._microsecond)
    tzinfo = property(lambda self: self._tzinfo)
    fold = property(lambda self: self._fold)

    @classmethod
    def _from_micro(cls, total, tz=None):
        """Of microseconds since the beginning of day 0."""
        days, micro = divmod(total, 86400000000)
        if not 0 < days <= _MAX_ORDINAL:
            raise OverflowError("date value out of range")
        seconds, micro = divmod(micro, 1000000)
        year, month, day = _text.from_ordinal(days)
        return cls(year, month, day, seconds // 3600, seconds // 60 % 60, seconds % 60, micro, tz)

    def _micro(self):
        seconds = (self._hour * 60 + self._minute) * 60 + self._second
        return (self.toordinal() * 86400 + seconds) * 1000000 + self._microsecond

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_time.time(), tz)

    @classmethod
    def today(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_time.time())

    @classmethod
    def fromtimestamp(cls, timestamp, tz=None):
        _check_zone(tz)
        part, whole = _math.modf(timestamp)
        total = (_EPOCH * 86400 + int(whole)) * 1000000 + round(part * 1e6)
        if not 86400000000 <= total < (_MAX_ORDINAL + 1) * 86400000000:
            raise ValueError(f"year {1970 + int(whole) // 31556952} is out of range")
        made = cls._from_micro(total, tz)
        return made if tz is None else tz.fromutc(made)

    @classmethod
    def utcfromtimestamp(cls, t):
        return cls.fromtimestamp(t)

    @classmethod
    def combine(cls, date, time, tzinfo=True):
        zone = time._tzinfo if tzinfo is True else tzinfo
        return cls(
            date._year, date._month, date._day, time._hour, time._minute, time._second, time._microsecond, zone,
            fold=time._fold,
        )

    @classmethod
    def fromisoformat(cls, date_string):
        if not isinstance(date_string, str):
            raise TypeError("fromisoformat: argument must be str")
        read = _read_iso_date(date_string)
        clock = ()
        if read is not None and read[1] < len(date_string):
            clock = _read_iso_time(date_string[read[1] + 1:])
        if read is None or clock is None:
            raise ValueError(f"Invalid isoformat string: {date_string!r}")
        return cls(*read[0], *clock)

    @classmethod
    def strptime(cls, date_string, format):
        found = _text.strptime(date_string, format)
        zone = None
        if "z" in found:
            zone = timezone(timedelta(seconds=found["z"])) if found["z"] else timezone.utc
        return cls(*_text.moment(found), zone)

    def date(self):
        return date(self._year, self._month, self._day)

    def time(self):
        return time(self._hour, self._minute, self._second, self._microsecond, fold=self._fold)

    def timetz(self):
        return time(self._hour, self._minute, self._second, self._microsecond, self._tzinfo, fold=self._fold)

    def utcoffset(self):
        return None if self._tzinfo is None else self._tzinfo.utcoffset(self)

    def tzname(self):
        return None if self._tzinfo is None else self._tzinfo.tzname(self)

    def dst(self):
        return None if self._tzinfo is None else self._tzinfo.dst(self)

    def timestamp(self):
        total = self._micro() - _EPOCH * 86400000000
        offset = self.utcoffset()
        return (total if offset is None else total - offset._total) / 1000000

    def astimezone(self, tz=None):
        if tz is None:
            tz = timezone(timedelta(0), "UTC")
        _check_zone(tz)
        offset = self.utcoffset() or timedelta(0)
        return tz.fromutc(type(self)._from_micro(self._micro() - offset._total, tz))

    def replace(self, year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None,
                tzinfo=True, *, fold=None):
        return type(self)(
            self._year if year is None else year, self._month if month is None else month,
            self._day if day is None else day, self._hour if hour is None else hour,
            self._minute if minute is None else minute, self._second if second is None else second,
            self._microsecond if microsecond is None else microsecond, self._tzinfo if tzinfo is True else tzinfo,
            fold=self._fold if fold is None else fold,
        )

    def _numbers(self, dst=-1):
        days = _text.day_of_year(self._year, self._month, self._day)
        return (
            self._year, self._month, self._day, self._hour, self._minute, self._second, self.weekday(), days, dst
        )

    def utctimetuple(self):
        offset = self.utcoffset()
        moved = self if offset is None else self - offset
        return _time.struct_time(moved._numbers(0))

    def isoformat(self, sep="T", timespec="auto"):
        clock = _clock_text(self._hour, self._minute, self._second, self._microsecond, timespec)
        return date.isoformat(self) + sep + clock + _offset_text(self.utcoffset())

    def __str__(self):
        return self.isoformat(" ")

    def __repr__(self):
        numbers = [self._year, self._month, self._day, self._hour, self._minute, self._second, self._microsecond]
        while len(numbers) > 5 and not numbers[-1]:
            numbers.pop()
        parts = [str(number) for number in numbers]
        if self._tzinfo is not None:
            parts.append(f"tzinfo={self._tzinfo!r}")
        if self._fold:
            parts.append("fold=1")
        return f"datetime.{type(self).__qualname__}({', '.join(parts)})"

    def strftime(self, format):
        return _filled(format, self._numbers(), self._microsecond, self.utcoffset(), self.tzname())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self)._from_micro(self._micro() + other._total, self._tzinfo)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        if not isinstance(other, datetime):
            return NotImplemented
        a, b = self.utcoffset(), other.utcoffset()
        if (a is None) != (b is None):
            raise TypeError("can't subtract offset-naive and offset-aware datetimes")
        return timedelta._of(self._key() - other._key())

    def _key(self):
        offset = self.utcoffset()
        return self._micro() if offset is None else self._micro() - offset._total

    def _comparable(self, other):
        if not isinstance(other, datetime):
            if isinstance(other, date):
                _cmp_refused(self, other)
            return False
        if (self.utcoffset() is None) != (other.utcoffset() is None):
            raise TypeError("can't compare offset-naive and offset-aware datetimes")
        return True

    def __eq__(self, other):
        if not isinstance(other, datetime):
            return False if isinstance(other, date) else NotImplemented
        return (self.utcoffset() is None) == (other.utcoffset() is None) and self._key() == other._key()

    def __hash__(self):
        return hash(self._key())

    def __reduce__(self):
        return type(self), (*self._numbers()[:6], self._microsecond, self._tzinfo)


def _read_iso_date(text):
    """((year, month, day), place after it) or None."""
    year = text[:4]
    if len(year) < 4 or not year.isdigit():
        return None
    rest = text[4:]
    dashed = rest.startswith("-")
    if dashed:
        rest = rest[1:]
    if rest.startswith("W"):
        digits = rest[1:3] + (rest[4:5] if dashed else rest[3:4])
        if len(digits) < 3 or not digits.isdigit():
            return None
        day = date.fromisocalendar(int(year), int(digits[:2]), int(digits[2]))
        return day._key(), 10 if dashed else 8
    month, day = rest[:2], rest[3:5] if dashed else rest[2:4]
    if dashed and rest[2:3] != "-" or not (month + day).isdigit() or len(month + day) != 4:
        return None
    return (int(year), int(month), int(day)), 10 if dashed else 8


def _read_iso_time(text):
    """(hour, minute, second, microsecond, zone) or None."""
    zone = None
    for place, char in enumerate(text):
        if char in "+-Z":
            seconds = 0
            if char == "Z":
                if text[place:] != "Z":
                    return None
            else:
                offset = _read_iso_time(text[place + 1:])
                if offset is None or offset[4] is not None:
                    return None
                micro = ((offset[0] * 60 + offset[1]) * 60 + offset[2]) * 1000000 + offset[3]
                seconds = -micro if char == "-" else micro
            zone = timezone(timedelta(microseconds=seconds)) if seconds else timezone.utc
            text = text[:place]
            break
    whole, dot, part = text.replace(",", ".").partition(".")
    if dot and not part.isdigit():
        return None
    pieces = whole.split(":") if ":" in whole else [whole[at:at + 2] for at in range(0, len(whole), 2)]
    if not 1 <= len(pieces) <= 3 or any(len(piece) != 2 or not piece.isdigit() for piece in pieces):
        return None
    if dot and len(pieces) != 3:
        return None
    hour, minute, second = [int(piece) for piece in pieces] + [0] * (3 - len(pieces))
    return hour, minute, second, int(part[:6].ljust(6, "0")) if dot else 0, zone


timedelta.min = timedelta(-999999999)
timedelta.max = timedelta(days=999999999, hours=23, minutes=59, seconds=59, microseconds=999999)
timedelta.resolution = timedelta(microseconds=1)
timezone.utc = timezone(timedelta(0))
timezone.min = timezone(-timedelta(hours=23, minutes=59))
timezone.max = timezone(timedelta(hours=23, minutes=59))
UTC = timezone.utc
date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)
date.resolution = timedelta(days=1)
time.min = time(0, 0)
time.max = time(23, 59, 59, 999999)
time.resolution = timedelta(microseconds=1)
datetime.min = datetime(1, 1, 1)
datetime.max = datetime(9999, 12, 31, 23, 59, 59, 999999)
datetime.resolution = timedelta(microseconds=1)
