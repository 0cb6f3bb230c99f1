from datetime import datetime, timedelta, date, time
t = datetime(2023, 11, 21, 12, 38, 49, 120034)
print(t, repr(t), t.date(), t.time(), t.isoformat(), t.isoformat(" ", "minutes"), t.isoformat(timespec="milliseconds"), t.timestamp())
print(datetime(2023, 1, 1), repr(datetime(2023, 1, 1)), repr(datetime(2023, 1, 1, 5, 0, 7)), datetime(2023, 1, 1).isoformat())
print(t + timedelta(days=1, hours=12), t - timedelta(seconds=50), t - datetime(2023, 1, 1), datetime(2023, 1, 1) - t)
print(t.replace(hour=0, microsecond=0), t.weekday(), t.isocalendar().week, t.toordinal(), t.ctime(), t.timetuple())
print(datetime.fromtimestamp(0), datetime.fromtimestamp(1700000000.5), datetime.utcfromtimestamp(1234567890.123456), datetime.combine(date(2020, 1, 2), time(3, 4)))
print(t > datetime(2023, 1, 1), sorted([t, datetime(2000, 1, 1)])[0], t == datetime(2023, 11, 21, 12, 38, 49, 120034), hash(t) == hash(t.replace()))
print(datetime.min, datetime.max, isinstance(t, date))
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: datetime(2023, 1, 1, 24))
check(lambda: datetime(2023, 1, 1, 0, 60))
check(lambda: datetime(2023, 1, 1, 0, 0, 60))
check(lambda: datetime(2023, 1, 1, 0, 0, 0, 10 ** 6))
check(lambda: t < date(2023, 1, 1))
check(lambda: datetime.max + timedelta(1))
check(lambda: t == date(2023, 11, 21))
