import io
b = io.BytesIO(b"line1\nline2\n\x00\xff")
print(b.read(3), b.readline(), b.readlines(), b.read(), b.tell(), b.seek(-2, 2), b.read(), b.seek(2), b.read(4))
w = io.BytesIO()
print(w.write(b"abc"), w.write(bytearray(b"d")), w.getvalue(), w.seek(6), w.write(b"!"), w.getvalue(), bytes(w.getbuffer()[:2]), w.truncate(2), w.getvalue())
t = io.TextIOWrapper(io.BytesIO(b"h\xc3\xa9\r\nyo\n"), encoding="utf-8")
print(t.readline(), list(t), t.encoding)
buf = bytearray(3)
print(io.BytesIO(b"xyzw").readinto(buf), buf)
for f in (lambda: w.write("s"), lambda: io.BytesIO("s"), lambda: w.seek(-1)):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
print(isinstance(w, io.IOBase), isinstance(io.StringIO(), io.TextIOBase), io.SEEK_END, issubclass(io.UnsupportedOperation, OSError))
