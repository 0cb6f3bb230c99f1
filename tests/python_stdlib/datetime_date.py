from datetime import date, timedelta
d = date(2024, 2, 28)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.isocalendar(), d.toordinal())
print(d + timedelta(2), d - timedelta(60), date(2024, 12, 25) - d, d.replace(day=1), d.replace(year=2023, month=12))
print(d < date(2024, 3, 1), d == date(2024, 2, 28), max(d, date(2020, 1, 1)), {d: 1}[date(2024, 2, 28)])
print(d.strftime("%d/%m/%Y %A %j %U %W"), d.isoformat(), d.ctime(), f"{d:%b %d}", f"{d}", d.timetuple())
print(date.fromisoformat("2021-07-04"), date.fromordinal(1), date.fromtimestamp(86400 * 365), date.fromisocalendar(2020, 53, 5), date.min, date.max)
for y in range(1999, 2026):
    print(date(y, 1, 1).isocalendar()[:], date(y, 12, 31).strftime("%G-%V-%u %U %W %j"), end=" ")
print()
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: date(2023, 2, 29))
check(lambda: date(2023, 13, 1))
check(lambda: date(0, 1, 1))
check(lambda: date(2023, 1))
check(lambda: date.fromisoformat("2021/01/01"))
check(lambda: date.max + timedelta(1))
check(lambda: date.fromordinal(0))
check(lambda: date("2023", 1, 1))
check(lambda: d == 5)
