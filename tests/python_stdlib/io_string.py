import io
s = io.StringIO("one\ntwo\nthree")
print(s.read(2), s.readline(), s.readlines(), s.tell(), repr(s.read()))
s.seek(0)
print([l for l in s], s.getvalue())
w = io.StringIO()
print(w.write("abc"), w.write("d\n"), w.getvalue(), w.tell())
print("x", 1, file=w)
w.seek(1); w.write("ZZ")
print(repr(w.getvalue()), w.truncate(3), repr(w.getvalue()), w.seek(0, 2), w.readable(), w.closed)
w.writelines(["p", "q"])
print(w.getvalue())
with io.StringIO() as c:
    c.write("in")
for f in (lambda: c.write("x"), lambda: c.getvalue(), lambda: w.write(b"x"), lambda: io.StringIO(5), lambda: w.seek(-1), lambda: w.fileno()):
    try:
        f()
    except Exception as e:
        print(type(e).__name__, e)
