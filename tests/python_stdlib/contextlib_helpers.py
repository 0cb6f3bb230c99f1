from contextlib import closing, suppress, redirect_stdout, redirect_stderr, nullcontext
import io, sys
class R:
    def close(self):
        print("closed")
with closing(R()) as r:
    print(type(r).__name__)
with suppress(KeyError, IndexError):
    {}["x"]
print("after")
try:
    with suppress(KeyError):
        [][1]
except IndexError as e:
    print(e)
s = io.StringIO()
with redirect_stdout(s):
    print("hidden")
with redirect_stderr(s):
    print("err", file=sys.stderr)
print(repr(s.getvalue()))
with nullcontext(5) as n:
    print(n)
