for a, b in ((7, 2), (-7, 2), (7, -2), (-7, -2), (0, 3), (10**20, 7), (-10**20, 7), (3, 10**20)):
    print(a, b, a // b, a % b, divmod(a, b), a + b, a - b, a * b, round(a / b, 6), a & b, a | b, a ^ b, ~a, -a, abs(a))
print(2**10, 2**-1, (-2)**3, 0**0, 2**100, (-3)**-2, pow(3, 4, 5), pow(3, -1, 7), pow(-3, 3, 10), pow(2, 10, -7), 1 << 70, -5 >> 1, -1 >> 100, 2**64 >> 60, 1 << 0)
for f in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: divmod(1, 0), lambda: 0 ** -1, lambda: pow(2, -1, 4), lambda: pow(2, 3, 0), lambda: 1 << -1, lambda: 1 >> -1, lambda: 1 + None, lambda: 1 < "a", lambda: -None, lambda: 5 @ 3, lambda: 1.5 << 1, lambda: 2 & 1.0, lambda: pow(2.0, 3, 5), lambda: 10**400 / 3, lambda: float(10**400), lambda: 1 in 5, lambda: 5[0], lambda: 5(), lambda: 1.0 // 0, lambda: 1.0 % 0, lambda: divmod(1.0, 0), lambda: 0.0 ** -1, lambda: 2.0 ** 10000, lambda: pow("a", 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print(5 .bit_length(), (255).bit_count(), (-256).bit_length(), (1024).to_bytes(2, "big"), int.from_bytes(b"\x04\x00", "big"), (-1).to_bytes(2, "little", signed=True), int.from_bytes(b"\xff\xff", "big", signed=True), (5).real, (5).imag, (5).numerator, (6).denominator, (3).conjugate(), (5).as_integer_ratio(), (5).__add__(3))
print(True + True, True * 5, -True, ~True, True & False, True | 2, True == 1, int(True), sum([True, False, True]), True // 1, isinstance(True, int), +True, abs(True), True ^ True, type(True & 1).__name__)
