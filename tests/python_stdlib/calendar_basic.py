import calendar
print(calendar.month(2024, 2))
calendar.prmonth(2023, 11)
print(calendar.isleap(2000), calendar.isleap(1900), calendar.monthrange(2023, 2), calendar.weekday(2023, 11, 21), calendar.day_name[0], calendar.month_abbr[12], calendar.monthcalendar(2023, 1)[0], calendar.timegm((2023, 1, 1, 0, 0, 0)), calendar.leapdays(2000, 2024), calendar.SUNDAY)
try:
    calendar.monthrange(2023, 13)
except ValueError as e:
    print(e)
