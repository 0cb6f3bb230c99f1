from datetime import datetime, date, time, timedelta, timezone
import datetime as dtm
d = datetime(2024, 2, 29, 13, 5, 9, 123456)
print(d, repr(d), d.isoformat(), d.isoformat(" ", "seconds"), d.date(), d.time(), d.year, d.weekday(), d.isoweekday(), d.isocalendar(), d.timetuple())
print(d.strftime("%Y-%m-%d %H:%M:%S.%f %a %A %b %B %p %I %j %y %% %U %W %w %c %x %X %Z|%z"))
t = timedelta(days=1, hours=2, minutes=3, seconds=4.5); print(t, repr(t), t.total_seconds(), t.days, t.seconds, t.microseconds, -t, t * 2, t / 2, t // timedelta(hours=1), t % timedelta(hours=1), abs(-t), t > timedelta(0), bool(timedelta(0)), sum([t, t], timedelta()))
print(d + t, d - t, d - datetime(2024, 1, 1), (date(2024, 3, 1) - date(2024, 2, 1)).days, d.replace(year=2025, day=28), d < datetime.max, datetime.min, date.max)
print(datetime.strptime("2023-12-25 10:30", "%Y-%m-%d %H:%M"), datetime.fromisoformat("2024-01-02T03:04:05.678901+02:00"), date.fromisoformat("2024-05-06"), time.fromisoformat("04:05:06"), datetime.strptime("Mar 5 24", "%b %d %y"))
u = datetime(2024, 1, 1, tzinfo=timezone.utc); print(u, repr(u), u.astimezone(timezone(timedelta(hours=5, minutes=30))), u.timestamp(), datetime.fromtimestamp(1700000000, timezone.utc), datetime.utcfromtimestamp(0), u.tzname(), u.utcoffset(), timezone(timedelta(hours=-3)), repr(timezone.utc))
for f in [lambda: datetime(2024, 13, 1), lambda: datetime(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: d - u, lambda: d < u, lambda: d + 5, lambda: date.fromisoformat("nope"), lambda: datetime("x"), lambda: time(25)]:
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(hash(d) == hash(datetime(2024, 2, 29, 13, 5, 9, 123456)), {d: 1}[d], sorted([date(2024,5,1), date(2023,1,1)]), date(2024,1,1).ctime(), f"{d:%H:%M}", format(d, ""), time(1,2,3).strftime("%H-%M"), time(12,30).isoformat(), repr(time(1,2)), date.today().year > 2000, datetime.combine(date(2020,1,1), time(5,6)), dtm.MINYEAR)
print(timedelta(weeks=1), timedelta(milliseconds=1500), timedelta(microseconds=-1), repr(timedelta(0)), str(timedelta(days=-1, seconds=5)), timedelta(seconds=3661))
import calendar
print(calendar.monthrange(2024, 2), calendar.isleap(2024), calendar.month_name[3], calendar.day_abbr[0]); print(calendar.month(2024, 2))
import time as tm
print(tm.strftime("%Y-%m-%d %H:%M:%S", tm.gmtime(0)), tm.gmtime(86400*365), tm.mktime(tm.strptime("2001-02-03", "%Y-%m-%d")), tm.asctime(tm.gmtime(0)), tm.ctime(0), tm.localtime(0).tm_year, tm.strftime("%a, %d %b %Y", tm.localtime(10**9)))
