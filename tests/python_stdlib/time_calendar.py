import time
t = time.gmtime(1700000000)
print(t, t.tm_year, t[3], t.tm_wday, tuple(t), len(t), time.localtime(0), time.gmtime(1e9 + 0.7)[:6], time.gmtime(-1)[:6])
print(time.strftime("%Y-%m-%d %H:%M:%S", t), time.strftime("%a %d %b %Y %I:%M %p %j", t), time.asctime(t), time.ctime(0), time.mktime(t), time.strftime("%z", t))
print(time.strptime("2023-11-21 12:38:49", "%Y-%m-%d %H:%M:%S"), time.strptime("Tue Nov 21 12:38:49 2023"), time.mktime((2023, 14, 35, 0, 0, 0, 0, 0, 0)), time.tzname, time.timezone)
print(len(time.strftime("%H:%M:%S")), isinstance(time.time(), float), time.struct_time(range(9)))
for f in (lambda: time.struct_time((1,)), lambda: time.strftime(5), lambda: time.strftime("%Y", 5), lambda: time.strptime("x", "%Y"), lambda: time.strftime("%Y", (2023, 13, 1, 0, 0, 0, 0, 1, 0)), lambda: time.strptime("31 Feb 2023", "%d %b %Y")):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
