for n in (0, 7, -7, 1234567, -1234567, 2**70):
    print("|".join(format(n, spec) for spec in ("d", "5d", "05d", "+d", " d", ",", "_", "x", "#x", "X", "o", "#o", "b", "#b", "_b", "e", ".1f", "g", "%", "<12", ">12", "^12", "=12", "*^14,", "+015,d", "#010x", "n")))
for x in (0.0, 1.5, -1.5, 1234567.891, 1e-7, 1e20, float("inf"), float("nan"), -0.0, 2.5, 0.5):
    print("|".join(format(x, spec) for spec in ("", "f", ".2f", ".0f", "#.0f", "e", ".3e", "E", "g", ".3g", "#g", "G", "%", ".1%", "10.2f", "<10.2f", "^10.2f", "=+10.2f", "010.2f", ",.2f", "_.2f", "+", " ", ".3", "10", "n", "z.1f" if False else ".1f")))
for s in ("", "abc", "é"):
    print("|".join(format(s, spec) for spec in ("", "5", "<5", ">5", "^5", "*^5", ".2", "5.1", "s", "05", "é^6")))
print(format(5, "c") == "\x05", format(97, "c"), format(True, "5"), format(True, "x"), format(3.0, ""), format(1e100, ","), format(12, "<<5"), format(12, "{^6"), format(0.1, ".20f"), format(1/3, ".15g"), format(123.456, ".0f"), format(0.5, ".0f"), format(1.5, ".0f"), format(1e6, "g"), format(1e5, "g"), format(123456789, ".3g"), format(0.00001234, "g"))
for v, spec in ((5, "s"), (5, ".2d"), ("a", "d"), ("a", ",") , ("a", "+"), (1.5, "d"), (1.5, "x"), (5, "q"), ("a", "=5"), (5, ",x"), (5, "_n"), (1.5, "c"), (1114112, "c"), ("a", " "), ("a", "#"), (5, "5.") , (5, ",_"), (5, "+c"), (5, "#c"), (1, "1.2.3"), (1, "ab")):
    try: print(format(v, spec))
    except (ValueError, OverflowError) as e: print(type(e).__name__, e)
