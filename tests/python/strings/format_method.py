print("{} {}".format(1, 2), "{1} {0} {1}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{0[1]} {0[0]} {x.real}".format([1, 2], x=5), "{d[key]}".format(d={"key": "v"}))
print("{:>5}|{:<5}|{:^5}|{:*^7}|{:05d}|{:+}|{:.3f}|{:x}|{:,}".format("a", "b", "c", "d", 42, 7, 2.5, 255, 1234567))
print("{!r} {!s} {!a}".format("é", "é", "é"), "{{}} {{{}}}".format(1), "{:{}}|{:{w}.{p}}".format("x", 5, 3.14159, w=8, p=3), "{0:{1}}".format("z", ">4"))
print("{:s} {:d} {:f} {:%} {:e} {:g} {:b} {:o} {:c}".format("s", 1, 1.5, 0.25, 12345.678, 1e-5, 5, 8, 97), "{:10}|{:10}".format(1, "a"))
for f in (lambda: "{}".format(), lambda: "{1}".format(0), lambda: "{a}".format(), lambda: "{} {0}".format(1), lambda: "{0} {}".format(1), lambda: "{".format(), lambda: "}".format(), lambda: "{0[x]}".format([1]), lambda: "{0.x}".format(1), lambda: "{!z}".format(1), lambda: "{:{:{}}}".format(1, 2, 3), lambda: "{0[5]}".format([1]), lambda: "{0[]}".format([1]), lambda: "{:d}".format("a"), lambda: "{!}".format(1), lambda: "{a".format(a=1), lambda: "{0.}".format(1), lambda: "{:.f}".format(1.0)):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
print("{x}".format_map({"x": 1}), "{0}{0}{0}".format("ab"), "{:}".format(3), "{a[b c]}".format(a={"b c": 1}), "{0[-1]}".format({"-1": "neg"}))
class M(dict):
    def __missing__(self, k): return f"<{k}>"
print("{a} {b}".format_map(M(a=1)))
