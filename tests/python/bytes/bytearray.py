a = bytearray(b"hello")
a[0] = 72; a.append(33); a += b"??"; a.extend([65, 66]); a[1:3] = b"EE!"; del a[-1]; a.insert(0, 42)
print(a, len(a), bytes(a), a.pop(), a.pop(0), a[0], a[1:4], a == b"HEE!lo!??", a.find(b"!"), type(a[1:2]).__name__, type(a + b"x").__name__, type(b"x" + a).__name__)
a.reverse(); print(a); a.remove(33); print(a); a.clear(); print(a, bool(a), bytearray(3), bytearray("é", "utf-8"), bytearray([1, 2]), bytearray())
for f in (lambda: bytearray([256]), lambda: bytearray("x"), lambda: a.append(256), lambda: a.append("x"), lambda: a.pop(), lambda: a.remove(5), lambda: hash(a), lambda: bytearray(b"a")[5], lambda: a + "x", lambda: bytearray(b"ab").index(b"z"), lambda: a.extend("x"), lambda: a.extend([300])):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
x = bytearray(b"abc"); y = x; y += b"d"; print(x, x is y, x * 2, b"b" in x, 98 in x, x.upper(), x.decode(), x.hex(), list(x), x.split(b"b"), x.copy() is x, sorted(x))
x[::2] = b"XY"; print(x); x[1:1] = b"--"; print(x); del x[::2]; print(x)
try: x[::2] = b"123456"
except ValueError as e: print(e)
try: x[0] = b"a"
except TypeError as e: print(e)
try: x[9] = 1
except IndexError as e: print(e)
m = memoryview(b"abc") if False else None
print(bytearray(b"it's"), repr(bytearray(b'"')), str(bytearray(b"x")))
