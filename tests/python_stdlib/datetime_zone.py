from datetime import datetime, timezone, timedelta, time
utc = timezone.utc
paris = timezone(timedelta(hours=1), "CET")
ny = timezone(timedelta(hours=-5))
print(utc, repr(utc), paris, repr(paris), ny, repr(ny), ny.utcoffset(None), ny == timezone(timedelta(hours=-5)))
t = datetime(2023, 11, 21, 12, 0, tzinfo=utc)
print(t, repr(t), t.astimezone(paris), t.astimezone(ny).isoformat(), t.timestamp(), t.tzname(), t.utcoffset(), t.tzinfo is utc)
print(t == t.astimezone(ny), t - t.astimezone(paris), datetime.fromtimestamp(0, ny), datetime.fromtimestamp(0, tz=utc), t.replace(tzinfo=None))
print(datetime.now(utc).utcoffset(), time(1, 2, tzinfo=ny), repr(time(1, 2, 3)), t.timetz(), t.utctimetuple()[:6], timezone(timedelta(minutes=-90, seconds=5)))
naive = datetime(2023, 1, 1)
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: naive < t)
check(lambda: naive - t)
check(lambda: naive == t)
check(lambda: timezone(timedelta(hours=24)))
check(lambda: timezone(5))
check(lambda: naive.replace(tzinfo=5))
