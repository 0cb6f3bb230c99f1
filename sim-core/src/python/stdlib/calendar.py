"""Months and weeks, the first day of the week being Monday unless told."""

import _time_text as _text

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
day_name = list(_text.DAYS)
day_abbr = [name[:3] for name in _text.DAYS]
month_name = [""] + list(_text.MONTHS)
month_abbr = [""] + [name[:3] for name in _text.MONTHS]


class IllegalMonthError(ValueError):
    """No such month."""

    def __init__(self, month):
        self.month = month

    def __str__(self):
        return f"bad month number {self.month!r}; must be 1-12"


def isleap(year):
    return _text.is_leap(year)


def leapdays(y1, y2):
    y1 -= 1
    y2 -= 1
    return (y2 // 4 - y1 // 4) - (y2 // 100 - y1 // 100) + (y2 // 400 - y1 // 400)


def weekday(year, month, day):
    return (_text.ordinal(year, month, day) - 1) % 7


def monthrange(year, month):
    if not 1 <= month <= 12:
        raise IllegalMonthError(month)
    return weekday(year, month, 1), _text.days_in_month(year, month)


def timegm(tuple):
    year, month, day, hour, minute, second = tuple[:6]
    return (_text.ordinal(year, month, day) - 719163) * 86400 + hour * 3600 + minute * 60 + second


class Calendar:
    """Weeks of months."""

    def __init__(self, firstweekday=0):
        self.firstweekday = firstweekday

    def getfirstweekday(self):
        return self.firstweekday % 7

    def setfirstweekday(self, firstweekday):
        self.firstweekday = firstweekday

    def iterweekdays(self):
        return (day % 7 for day in range(self.firstweekday, self.firstweekday + 7))

    def itermonthdays(self, year, month):
        first, count = monthrange(year, month)
        before = (first - self.firstweekday) % 7
        yield from [0] * before
        yield from range(1, count + 1)
        yield from [0] * (-(before + count) % 7)

    def monthdayscalendar(self, year, month):
        days = list(self.itermonthdays(year, month))
        return [days[at:at + 7] for at in range(0, len(days), 7)]


class TextCalendar(Calendar):
    """A calendar as text."""

    def formatweek(self, week, width):
        return " ".join([(f"{day:2}" if day else "").center(width) for day in week])

    def formatweekheader(self, width):
        names = day_name if width >= 9 else day_abbr
        return " ".join([names[day][:width].center(width) for day in self.iterweekdays()])

    def formatmonthname(self, theyear, themonth, width, withyear=True):
        name = month_name[themonth]
        return (f"{name} {theyear}" if withyear else name).center(width)

    def formatmonth(self, theyear, themonth, w=0, l=0):
        w, l = max(2, w), max(1, l)
        text = self.formatmonthname(theyear, themonth, 7 * (w + 1) - 1).rstrip() + "\n" * l
        text += self.formatweekheader(w).rstrip() + "\n" * l
        for week in self.monthdayscalendar(theyear, themonth):
            text += self.formatweek(week, w).rstrip() + "\n" * l
        return text

    def prmonth(self, theyear, themonth, w=0, l=0):
        print(self.formatmonth(theyear, themonth, w, l), end="")


_plain = TextCalendar()
firstweekday = _plain.getfirstweekday
monthcalendar = _plain.monthdayscalendar
month = _plain.formatmonth
prmonth = _plain.prmonth


def setfirstweekday(firstweekday):
    _plain.setfirstweekday(firstweekday)
