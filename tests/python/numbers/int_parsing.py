for text in ("42", " -7 ", "+5", "0", "007", "1_000", "\n3\t", "٣"):
    print(int(text), end=" ")
print(int("ff", 16), int("0xff", 16), int("0b101", 0), int("0o17", 0), int("z", 36), int("-101", 2), int("0x1F", 0), int("1_0", 2), int(3.99), int(-3.99), int(True), int("12", base=8), int())
for f in (lambda: int("abc"), lambda: int(""), lambda: int(" "), lambda: int("1.5"), lambda: int("5", 1), lambda: int("5", 37), lambda: int("9", 8), lambda: int("0x", 16), lambda: int(None), lambda: int([]), lambda: int(5, 10), lambda: int("1__0"), lambda: int("_1"), lambda: int("08", 0), lambda: int("12 3"), lambda: int("é"), lambda: int(float("nan")), lambda: int(float("inf")), lambda: int("5", "a"), lambda: int(b"a"), lambda: int("- 5"), lambda: int("1" * 5000), lambda: int({}), lambda: int("a\nb"), lambda: int("it's"), lambda: int("x" * 300)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(0xff, 0b101, 0o17, 1_000_000, 0x_ff, 00, bin(10), oct(8), hex(255), bin(-5), hex(-255), hex(0), format(255, "b"), f"{10:#b}", f"{-5:b}", hex(2**70), bin(2**65)[-5:], oct(-8))
for f in (lambda: hex("a"), lambda: bin(1.5), lambda: oct(None)):
    try: print(f())
    except TypeError as e: print(e)
