from datetime import timedelta
for d in [timedelta(), timedelta(1), timedelta(hours=25, minutes=3), timedelta(seconds=-1), timedelta(milliseconds=1500), timedelta(weeks=2, days=-1), timedelta(days=1.5), timedelta(microseconds=1), timedelta(days=-2, microseconds=5), timedelta(seconds=0.1), timedelta(hours=1/3)]:
    print(d, repr(d), d.days, d.seconds, d.microseconds, d.total_seconds(), bool(d))
a, b = timedelta(hours=5), timedelta(minutes=50)
print(a + b, a - b, -a, abs(-a), a * 2, 2.5 * a, a / 2, a // 3, a / b, a // b, a % b, divmod(a, b), a > b, a == timedelta(minutes=300))
print(sum([a, b], timedelta()), max(a, b), hash(a) == hash(timedelta(hours=5)), timedelta.max, timedelta.min, timedelta.resolution)
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: timedelta("1"))
check(lambda: timedelta(days=10 ** 9))
check(lambda: a / timedelta())
check(lambda: timedelta(seconds=1) * "x" if False else timedelta(1) == 5)
