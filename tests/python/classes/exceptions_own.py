class AppError(Exception):
    "Base of all."
class Wrong(AppError):
    def __init__(self, code, text="nothing"):
        super().__init__(text)
        self.code = code
    def __str__(self): return f"[{self.code}] {self.args[0]}"
class Quiet(AppError): pass
class Pair(AppError): pass
try: raise Wrong(5, "broken")
except AppError as e: print(type(e).__name__, e, repr(e), e.code, e.args)
for e in (Quiet(), Quiet("a"), Pair("a", 1), Wrong(1), KeyError("k"), KeyError(), KeyError(1, 2), OSError(2, "gone"), OSError("x"), OSError(2, "gone", "file.txt"), Exception(None), ValueError([1]), StopIteration(3), SystemExit(2), UnicodeError("u")):
    print(repr(e), "|", str(e), "|", e.args)
try: raise Quiet
except Quiet as e: print(repr(e))
try: raise 5
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try: Wrong()
except TypeError as e: print(e)
class R(Exception):
    def __repr__(self): return "own repr"
print([R()], str(R("s")))
e = ValueError("x"); e.extra = 1
print(e.extra, e.__dict__, e.__cause__, e.__context__, e.__suppress_context__, e.__traceback__)
e.add_note("note one"); print(e.__notes__)
print(isinstance(e, Exception), ValueError.__mro__)
f = OSError(2, "gone", "file.txt")
print(f.errno, f.strerror, f.filename, type(f).__name__, e.with_traceback(None) is e)
