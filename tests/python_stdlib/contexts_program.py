from contextlib import *
import io, sys, traceback, warnings, abc
@contextmanager
def cm(n):
    print("enter", n)
    try: yield n * 2
    except ValueError as e: print("caught", e)
    finally: print("exit", n)
with cm(1) as x, cm(2) as y: print(x, y)
with cm(3): raise ValueError("boo")
try:
    with cm(4): raise KeyError("k")
except KeyError as e: print("out", e)
@cm(5)
def deco(): print("in deco")
deco()
with ExitStack() as st:
    st.enter_context(cm(6)); st.callback(print, "cb", sep="!"); st.push(lambda *a: print(a[0])); print("body")
with suppress(ZeroDivisionError): 1 / 0
class CD(ContextDecorator):
    def __enter__(self): print("E"); return self
    def __exit__(self, *a): print("X"); return False
@CD()
def f2(): print("f2")
f2()
buf = io.StringIO()
with redirect_stdout(buf): print("hidden"); sys.stdout.write("raw\n")
print(repr(buf.getvalue()))
class Cl(AbstractContextManager):
    def __exit__(self, *a): print("bye")
with Cl() as c: print(type(c).__name__)
try:
    with cm(7): return_ = 1; raise StopIteration("s")
except Exception as e: print(type(e).__name__, e)
def a(): b()
def b(): raise RuntimeError("deep")
try: a()
except RuntimeError as e:
    s = traceback.format_exc(); print(s); print(traceback.format_exception_only(type(e), e), traceback.extract_tb(e.__traceback__)[-1].name, traceback.extract_tb(e.__traceback__)[0].lineno, len(traceback.format_tb(e.__traceback__))); print("".join(traceback.format_exception(type(e), e, e.__traceback__))); print(traceback.format_tb(e.__traceback__)); traceback.print_exc(file=sys.stdout); traceback.print_tb(e.__traceback__, file=sys.stdout)
try:
    try: a()
    except RuntimeError as e: raise ValueError("second") from e
except ValueError: traceback.print_exc(file=sys.stdout)
try:
    try: a()
    except RuntimeError: {}["z"]
except KeyError: print(traceback.format_exc())
def st(): traceback.print_stack(file=sys.stdout)
st()
warnings.warn("careful"); warnings.warn("dep", DeprecationWarning); warnings.simplefilter("ignore"); warnings.warn("no")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("rec"); print(len(w), w[0].message, w[0].category.__name__)
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try: warnings.warn("err")
    except UserWarning as e: print("raised", e)
class Sh(abc.ABC):
    @abc.abstractmethod
    def area(self): ...
    @property
    @abc.abstractmethod
    def name(self): ...
    @staticmethod
    @abc.abstractmethod
    def st(): ...
for k in [Sh]:
    try: k()
    except TypeError as e: print(e)
class Sq(Sh):
    def area(self): return 4
try: Sq()
except TypeError as e: print(e)
class Full(Sq):
    name = "n"
    @staticmethod
    def st(): return 1
print(Full().area(), isinstance(Full(), Sh), Sh.__abstractmethods__ == {"area", "name", "st"}, issubclass(Full, Sh))
class M(metaclass=abc.ABCMeta):
    @abc.abstractmethod
    def go(self): pass
try: M()
except TypeError as e: print(e)
@Sh.register
class Other: pass
print(isinstance(Other(), Sh), issubclass(Other, Sh))
class NotAbc:
    @abc.abstractmethod
    def z(self): return 1
print(NotAbc().z())
import collections.abc as ca
print(isinstance([], ca.Sequence), isinstance({}, ca.Mapping), isinstance(5, ca.Hashable), isinstance([], ca.Hashable), isinstance("a", ca.Iterable), isinstance(iter([]), ca.Iterator), isinstance(print, ca.Callable), isinstance((x for x in []), ca.Generator), isinstance({1}, ca.Set), issubclass(list, ca.MutableSequence), isinstance(b"", ca.ByteString))
class MyMap(ca.MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = MyMap(); m["a"] = 1; m.update(b=2); print(dict(m), list(m.items()), m.get("z", 0), m.pop("a"), "b" in m, m == {"b": 2}, m.setdefault("q", 5), len(m), sorted(m.keys()), isinstance(m, ca.Mapping))
class Seq(ca.Sequence):
    def __getitem__(self, i): return [1, 2, 3][i]
    def __len__(self): return 3
s = Seq(); print(list(s), 2 in s, s.index(3), s.count(1), list(reversed(s)), s[0:2])
s = io.StringIO("a\nb\nc"); print(s.readline(), s.read(), s.seek(0), list(s), s.tell(), s.getvalue()); s = io.StringIO(); print("x", 1, file=s); s.write("y"); print(repr(s.getvalue()), s.truncate(2), repr(s.getvalue()))
b = io.BytesIO(b"abc"); print(b.read(2), b.read(), b.getvalue(), b.seek(0), b.readline()); b.close()
try: b.read()
except ValueError as e: print(e)
