VALUES = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
def to_roman(n):
    if not isinstance(n, int) or not 0 < n < 4000: raise ValueError(f"cannot write {n!r}")
    out = ""
    for value, letters in VALUES:
        count, n = divmod(n, value)
        out += letters * count
    return out
def from_roman(text):
    numbers = [dict((b, a) for a, b in VALUES)[c] for c in text.upper()]
    return sum(-a if a < b else a for a, b in zip(numbers, numbers[1:] + [0]))
print([to_roman(n) for n in (1, 4, 9, 14, 40, 90, 400, 1994, 3999)], from_roman("mcmxciv"), all(from_roman(to_roman(n)) == n for n in range(1, 500)))
for bad in (0, 4000, "5", 2.0):
    try: to_roman(bad)
    except ValueError as e: print(e)
try: from_roman("ABC")
except KeyError as e: print("no numeral", e)
def human(n, units=("B", "kB", "MB", "GB")):
    for unit in units:
        if n < 1024 or unit == units[-1]: return f"{n:.1f} {unit}" if unit != "B" else f"{n} B"
        n /= 1024
print([human(n) for n in (5, 1023, 1024, 123456, 10**9, 10**14)])
def clock(seconds):
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
print(clock(0), clock(59), clock(3661), clock(86399), clock(3661.5) if False else "", f"{22.5:.1f}C = {22.5 * 9 / 5 + 32:.1f}F", bin(37)[2:].zfill(8), int("100101", 2), hex(255), "%o" % 8)
for n in range(1, 16): print("FizzBuzz" if n % 15 == 0 else "Fizz" if n % 3 == 0 else "Buzz" if n % 5 == 0 else n, end=" ")
print()
def pascal(n):
    row = [1]
    for _ in range(n):
        yield row
        row = [a + b for a, b in zip([0] + row, row + [0])]
for row in pascal(6): print(" ".join(map(str, row)).center(20).rstrip())
