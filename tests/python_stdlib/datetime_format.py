from datetime import datetime, time, timezone, timedelta
t = datetime(2023, 1, 5, 15, 4, 9, 42)
for d in "aAbBcdHIjmMpSUwWxXyYfzZ%GuVeDFTRhnrCkl":
    print(d, repr(t.strftime("%" + d)))
print(t.strftime("%Y-%m-%d %H:%M:%S.%f"), t.strftime("100%% done"), t.strftime(""), f"{t:%H:%M}", "{:%d.%m.%y}".format(t), t.strftime("%I:%M %p"))
print(time(7, 5).strftime("%H-%M-%S"), time(0).strftime("%I %p"), t.replace(tzinfo=timezone(timedelta(hours=-5))).strftime("%z %Z"), t.strftime("é%Y€"))
