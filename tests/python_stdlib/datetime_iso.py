from datetime import datetime, date, time
for text in ["2023-11-21", "2023-11-21T12:38", "2023-11-21 12:38:49", "2023-11-21T12:38:49.123", "2023-11-21T12:38:49.123456+02:00", "2023-11-21T12:38:49Z", "20231121T123849", "2023-W47-2", "2023-11-21T12", "2023-11-21T12:38:49,5", "2023-11-21T12:38-05:30",
             "", "2023", "2023-11-2", "2023-11-21T", "2023-11-21T25:00", "2023-11-21Tx", "21-11-2023", "2023-11-21T12:3"]:
    try:
        print(text, repr(datetime.fromisoformat(text)))
    except ValueError as e:
        print(text, e)
print(repr(time.fromisoformat("04:05:06.5")), repr(time.fromisoformat("T0405")), date.fromisoformat("20230102"))
now = datetime.now()
print(datetime.fromisoformat(now.isoformat()) == now, datetime.fromtimestamp(now.timestamp()) == now)
