from datetime import time, datetime, timedelta
t = time(12, 5, 9, 7)
print(t, repr(t), t.hour, t.minute, t.second, t.microsecond, t.isoformat("hours"), time(), repr(time()), time.min, time.max)
print(t < time(13), t == time(12, 5, 9, 7), t.replace(minute=0), sorted([t, time(1)]), bool(time(0)))
start = datetime(2023, 12, 31, 23, 59, 58)
for i in range(4):
    print(start + timedelta(seconds=i), end="; ")
print()
d = datetime(2024, 1, 31)
print([(d + timedelta(days=30 * i)).strftime("%d %b") for i in range(6)])
print((datetime(2024, 3, 1) - datetime(2024, 2, 1)).days, str(timedelta(seconds=3661)), str(datetime(2024, 1, 1, 1, 1, 1))[:19])
try:
    time(25)
except ValueError as e:
    print(e)
