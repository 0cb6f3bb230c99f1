print(1, 2, 3, sep="-"); print("a", end="!\n"); print(); print("a", "b", sep=""); print(*[1, 2], sep="\n"); print("x", None, sep=None, end=None)
print("flush", flush=True); print([1], (2,), {3}, {"k": 4}, b"5", 6.0, None, True, sep="|"); print(end="no newline\n"); print("tab\tsep", sep="\t"); print("", end=""); print(" ")
import sys
print("to stdout", file=sys.stdout); print("to stderr", file=sys.stderr); sys.stdout.write("written\n"); print(sys.stdout.write("abc\n"))
class W:
    def __init__(self): self.parts = []
    def write(self, s): self.parts.append(s)
    def flush(self): self.parts.append("<flush>")
w = W(); print("a", 1, file=w, sep="+", end=".", flush=True); print(w.parts)
for f in (lambda: print(1, sep=5), lambda: print(1, end=b""), lambda: print(1, file=5), lambda: print(1, foo=2), lambda: print(1, file="x")):
    try: f()
    except Exception as e: print(type(e).__name__, e)
old = sys.stdout; sys.stdout = w; print("captured"); sys.stdout = old; print(w.parts[-2:])
print("a\nb", "é日😀", "\x41"); print("%d items" % 3, "and", "more", sep=" / "); print("no", "newline", end=" "); print("then")
