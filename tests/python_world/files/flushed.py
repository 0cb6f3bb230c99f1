# What is not closed is written when the object dies, or at the end.
import os

open("a.txt", "w").write("dies at once")
print(open("a.txt").read())
f = open("b.txt", "w")
f.write("waits")
print(os.path.getsize("b.txt"))
f.flush()
print(os.path.getsize("b.txt"))


def leave():
    g = open("c.txt", "w")
    g.write("local")


leave()
print(open("c.txt").read())
import io
s = io.StringIO()
print("to memory", file=s)
print(repr(s.getvalue()), io.BytesIO(b"ab\ncd").readlines())
