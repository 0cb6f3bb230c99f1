from datetime import datetime
cases = [("2023-11-21 12:38:49", "%Y-%m-%d %H:%M:%S"), ("21/11/23", "%d/%m/%y"), ("Nov 5, 2023", "%b %d, %Y"), ("5 november 2023", "%d %B %Y"), ("12:30 PM", "%I:%M %p"), ("12:30 am", "%I:%M %p"), ("2023-1-5T3:4:5.25", "%Y-%m-%dT%H:%M:%S.%f"), ("20231121", "%Y%m%d"), ("2023 325", "%Y %j"), ("Tue Nov 21 12:38:49 2023", "%a %b %d %H:%M:%S %Y"), ("2023-11-21 +0530", "%Y-%m-%d %z"), ("2023-11-21 Z", "%Y-%m-%d %z"), ("  a 7", " a %d"), ("2023 47 2", "%Y %W %w"), ("11/21/23 01:02:03", "%x %X"), ("69", "%y"), ("68", "%y"), ("50%", "%M%%"),
         ("2023", "%Y-%m-%d"), ("2023-11-21 x", "%Y-%m-%d"), ("2023-13-01", "%Y-%m-%d"), ("2023-02-30", "%Y-%m-%d"), ("x", "%Q"), ("x", "%"), ("", "%d"), ("25:00", "%H:%M")]
for text, form in cases:
    try:
        print(repr(text), repr(form), datetime.strptime(text, form))
    except ValueError as e:
        print(repr(text), repr(form), e)
try:
    datetime.strptime(5, "%d")
except TypeError as e:
    print("TypeError")
