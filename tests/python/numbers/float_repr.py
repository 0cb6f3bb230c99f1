for x in (0.1, 1.0, -0.0, 1e16, 1e15, 123456789012345680.0, 1e-5, 0.0001, 1.5e300, 5e-324, 2.5, 1/3, 1e22, 1e21, 100.0, 3.0e-10, float("inf"), -float("inf"), float("nan"), 1.7976931348623157e308, 0.1 + 0.2, 2**0.5, 9007199254740993.0, 4.35, 1e23):
    print(repr(x), str(x), f"{x}", f"{x:g}", f"{x:.3f}"[:20], f"{x:e}", f"{x:.10g}", "%s" % x, "%r" % x)
print(float("1.5"), float(" 2 "), float("1e3"), float("-inf"), float("nan"), float("1_0.5"), float(".5"), float("5."), float("+1"), float("Infinity"), float(), float(True), float("1e400"), float("-0"))
for f in (lambda: float("abc"), lambda: float(""), lambda: float(None), lambda: float([]), lambda: float("1,5"), lambda: float("1e"), lambda: float("--1"), lambda: float("1 2"), lambda: float("1__0"), lambda: float("0x10"), lambda: float(1, 2)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
