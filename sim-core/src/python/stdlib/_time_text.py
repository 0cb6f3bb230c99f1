"""Dates and times as text and back: what `time`, `datetime` and `calendar`
share. A moment is the nine numbers of `time.struct_time`; the zone is UTC and
the locale is C."""

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)
_DAYS_BEFORE = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_DAYS_IN = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def days_in_month(year, month):
    return 29 if month == 2 and is_leap(year) else _DAYS_IN[month - 1]


def day_of_year(year, month, day):
    return _DAYS_BEFORE[month - 1] + (month > 2 and is_leap(year)) + day


def ordinal(year, month, day):
    """Days since the last day before year 1."""
    before = year - 1
    return before * 365 + before // 4 - before // 100 + before // 400 + day_of_year(year, month, day)


def from_ordinal(number):
    """Year, month and day of an ordinal."""
    # Counted in years that begin in March, where the leap day is the last.
    days = number + 305
    era, days = divmod(days, 146097)
    years = (days - days // 1460 + days // 36524 - days // 146096) // 365
    days -= 365 * years + years // 4 - years // 100
    month = (5 * days + 2) // 153
    day = days - (153 * month + 2) // 5 + 1
    month += 3 if month < 10 else -9
    return era * 400 + years + (month <= 2), month, day


def iso_week(year, month, day):
    """ISO year, week and weekday."""
    number = ordinal(year, month, day)
    # The Thursday of a week decides about its year.
    thursday = number - (number - 1) % 7 + 3
    iso_year = from_ordinal(thursday)[0]
    return iso_year, (thursday - ordinal(iso_year, 1, 1)) // 7 + 1, (number - 1) % 7 + 1


def _week(yday, weekday):
    """Week of the year, if a week begins on the day whose `weekday` is 0."""
    return (yday + 6 - weekday) // 7


def _field(letter, t):
    year, month, day, hour, minute, second, weekday, yday = t[:8]
    hour12 = (hour - 1) % 12 + 1
    if letter == "Y":
        return str(year)
    if letter == "m":
        return f"{month:02}"
    if letter == "d":
        return f"{day:02}"
    if letter == "H":
        return f"{hour:02}"
    if letter == "M":
        return f"{minute:02}"
    if letter == "S":
        return f"{second:02}"
    if letter == "y":
        return f"{year % 100:02}"
    if letter == "b" or letter == "h":
        return MONTHS[month - 1][:3]
    if letter == "B":
        return MONTHS[month - 1]
    if letter == "a":
        return DAYS[weekday][:3]
    if letter == "A":
        return DAYS[weekday]
    if letter == "I":
        return f"{hour12:02}"
    if letter == "p":
        return "AM" if hour < 12 else "PM"
    if letter == "j":
        return f"{yday:03}"
    if letter == "w":
        return str((weekday + 1) % 7)
    if letter == "u":
        return str(weekday + 1)
    if letter == "U":
        return f"{_week(yday, (weekday + 1) % 7):02}"
    if letter == "W":
        return f"{_week(yday, weekday):02}"
    if letter == "e":
        return f"{day:2}"
    if letter == "k":
        return f"{hour:2}"
    if letter == "l":
        return f"{hour12:2}"
    if letter == "C":
        return f"{year // 100:02}"
    if letter in "GgV":
        iso = iso_week(year, month, day)
        return {"G": str(iso[0]), "g": f"{iso[0] % 100:02}", "V": f"{iso[1]:02}"}[letter]
    if letter == "s":
        return str((ordinal(year, month, day) - 719163) * 86400 + hour * 3600 + minute * 60 + second)
    return {"n": "\n", "t": "\t", "%": "%", "Z": "UTC", "z": "+0000"}.get(letter)


_WHOLE = {
    "c": "%a %b %e %H:%M:%S %Y", "x": "%m/%d/%y", "X": "%H:%M:%S", "D": "%m/%d/%y", "F": "%Y-%m-%d",
    "T": "%H:%M:%S", "R": "%H:%M", "r": "%I:%M:%S %p",
}


def strftime(form, t):
    """`form` with its directives filled in from the nine numbers `t`."""
    pieces = form.split("%")
    parts = [pieces[0]]
    at = 1
    while at < len(pieces):
        piece = pieces[at]
        if not piece:
            # Two percent signs, or one at the end.
            parts.append("%")
            if at + 1 < len(pieces):
                parts.append(pieces[at + 1])
            at += 2
            continue
        letter = piece[0]
        if letter in _WHOLE:
            text = strftime(_WHOLE[letter], t)
        else:
            text = _field(letter, t)
        parts.append("%" + piece if text is None else text + piece[1:])
        at += 1
    return "".join(parts)


# Reading

_NUMBERS = {
    "d": (1, 31, 2), "H": (0, 23, 2), "I": (1, 12, 2), "j": (1, 366, 3), "m": (1, 12, 2), "M": (0, 59, 2),
    "S": (0, 61, 2), "U": (0, 53, 2), "W": (0, 53, 2), "w": (0, 6, 1), "u": (1, 7, 1), "y": (0, 99, 2), "V": (1, 53, 2),
}


def _read_number(text, at, low, high, most):
    """The longest number within the bounds at `at`: its value and end, or None."""
    for length in range(most, 0, -1):
        digits = text[at:at + length]
        if len(digits) == length and digits.isdigit() and low <= int(digits) <= high:
            return int(digits), at + length
    return None


def _read_name(text, at, names):
    rest = text[at:].lower()
    best = None
    for place, name in enumerate(names):
        if rest.startswith(name.lower()) and (best is None or len(name) > len(names[best])):
            best = place
    return None if best is None else (best, at + len(names[best]))


def _read_zone(text, at):
    """`Z` or `+hh:mm[:ss[.ffffff]]`, with or without the colons, in seconds."""
    if text[at:at + 1] == "Z":
        return 0, at + 1
    sign = text[at:at + 1]
    if sign not in ("+", "-"):
        return None
    seconds = 0
    begin = at
    at += 1
    for unit in (3600, 60, 1):
        start = at + 1 if text[at:at + 1] == ":" and unit < 3600 else at
        digits = text[start:start + 2]
        if len(digits) < 2 or not digits.isdigit():
            if unit > 1:
                return None
            break
        seconds += int(digits) * unit
        at = start + 2
    return (-seconds if sign == "-" else seconds), at


def _read_directive(letter, text, at, found):
    """Reads one directive into `found`; the place after it, or None."""
    if letter == "%":
        return at + 1 if text[at:at + 1] == "%" else None
    if letter in _NUMBERS:
        start = at + 1 if letter == "d" and text[at:at + 1] == " " else at
        read = _read_number(text, start, *_NUMBERS[letter])
    elif letter == "Y" or letter == "G":
        digits = text[at:at + 4]
        read = (int(digits), at + 4) if len(digits) == 4 and digits.isdigit() else None
    elif letter == "f":
        end = at
        while end < at + 6 and text[end:end + 1].isdigit():
            end += 1
        read = (int(text[at:end].ljust(6, "0")), end) if end > at else None
    elif letter == "A" or letter == "a":
        read = _read_name(text, at, DAYS if letter == "A" else [name[:3] for name in DAYS])
    elif letter in "Bbh":
        read = _read_name(text, at, MONTHS if letter == "B" else [name[:3] for name in MONTHS])
    elif letter == "p":
        read = _read_name(text, at, ("am", "pm"))
    elif letter == "z":
        read = _read_zone(text, at)
    else:
        read = _read_name(text, at, ("utc", "gmt"))
    if read is None:
        return None
    found[letter], end = read
    return end


def _expanded(form):
    for letter in "cxXDTFR":
        form = form.replace("%" + letter, _WHOLE[letter])
    return form.replace("%e", "%d")


def strptime(text, form):
    """The values by directive."""
    if not isinstance(text, str):
        raise TypeError(f"strptime() argument 0 must be str, not {type(text)}")
    found = {}
    full = _expanded(form)
    at = place = 0
    while place < len(full):
        char = full[place]
        place += 1
        if char.isspace():
            if not text[at:at + 1].isspace():
                at = None
            else:
                while text[at:at + 1].isspace():
                    at += 1
            while full[place:place + 1].isspace():
                place += 1
        elif char == "%":
            letter = full[place:place + 1]
            place += 1
            if not letter:
                raise ValueError(f"stray % in format '{form}'")
            if letter not in "%dHIjmMSUWwuyVYGfAaBbhpzZ":
                raise ValueError(f"'{letter}' is a bad directive in format '{form}'")
            at = _read_directive(letter, text, at, found)
        else:
            at = at + 1 if text[at:at + 1].lower() == char.lower() else None
        if at is None:
            raise ValueError(f"time data {text!r} does not match format {form!r}")
    if at != len(text):
        raise ValueError(f"unconverted data remains: {text[at:]}")
    return found


def moment(found):
    """Year, month, day, hour, minute, second and microsecond of what `strptime` found."""
    year = found.get("Y", 1900)
    if "y" in found:
        year = found["y"] + (2000 if found["y"] < 69 else 1900)
    month = found.get("m", 1)
    for letter in "Bbh":
        if letter in found:
            month = found[letter] + 1
    day = found.get("d", 1)
    if "j" in found and "d" not in found:
        year, month, day = from_ordinal(ordinal(year, 1, 1) + found["j"] - 1)
    elif "G" in found and "V" in found:
        year, month, day = _of_iso(found)
    elif ("U" in found or "W" in found) and any(letter in found for letter in "Aawu"):
        year, month, day = _of_week(year, found)
    hour = found.get("H", 0)
    if "I" in found:
        hour = found["I"] % 12 + (12 if found.get("p") else 0)
    return year, month, day, hour, found.get("M", 0), found.get("S", 0), found.get("f", 0)


def _weekday(found):
    for letter in "Aa":
        if letter in found:
            return found[letter]
    if "u" in found:
        return found["u"] - 1
    return (found.get("w", 1) - 1) % 7


def _of_iso(found):
    start = ordinal(found["G"], 1, 4)
    start -= (start - 1) % 7
    return from_ordinal(start + 7 * (found["V"] - 1) + _weekday(found))


def _of_week(year, found):
    weekday = _weekday(found)
    first = (ordinal(year, 1, 1) - 1) % 7
    if "U" in found:
        first, weekday, week = (first + 1) % 7, (weekday + 1) % 7, found["U"]
    else:
        week = found["W"]
    start = (7 - first) % 7
    days = weekday - first if week == 0 else start + 7 * (week - 1) + weekday
    return from_ordinal(ordinal(year, 1, 1) + days)


def time_tuple(text, form="%a %b %d %H:%M:%S %Y"):
    """The nine numbers of `time.strptime`."""
    year, month, day, hour, minute, second, _ = moment(strptime(text, form))
    if not 1 <= day <= days_in_month(year, month):
        raise ValueError("day is out of range for month")
    number = ordinal(year, month, day)
    return year, month, day, hour, minute, second, (number - 1) % 7, day_of_year(year, month, day), -1
