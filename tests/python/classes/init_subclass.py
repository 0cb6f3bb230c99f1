class Plugin:
    registry = {}
    def __init_subclass__(cls, name=None, **kw):
        super().__init_subclass__(**kw)
        Plugin.registry[name or cls.__name__] = cls
class One(Plugin): pass
class Two(Plugin, name="second"): pass
print(Plugin.registry)
try:
    class Three(Plugin, other=1): pass
except TypeError as e: print(e)
class New:
    def __new__(cls, *args):
        print("new", cls.__name__, args)
        if args and args[0] == "other": return "not an instance"
        return super().__new__(cls)
    def __init__(self, *args): print("init", args)
print(type(New(1)).__name__, New("other"))
class Single:
    _it = None
    def __new__(cls):
        if cls._it is None: cls._it = super().__new__(cls)
        return cls._it
print(Single() is Single())
class Pos(int):
    def __new__(cls, v): return super().__new__(cls, abs(v))
print(Pos(-5), Pos(-5) + 1, isinstance(Pos(1), int))
class Name(str):
    def __new__(cls, v): return str.__new__(cls, v.title())
    def hello(self): return "hello " + self
print(Name("ann lee").hello(), len(Name("abc")), Name("a") == "A")
class T(tuple):
    def __new__(cls, a, b): return super().__new__(cls, (a, b))
    @property
    def first(self): return self[0]
print(T(1, 2), T(1, 2).first)
class BadInit:
    def __init__(self): return 1
try: BadInit()
except TypeError as e: print(e)
print(Plugin.__class_getitem__ if hasattr(Plugin, "__class_getitem__") else "none")
class G:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(G[5])
try: Plugin[int]
except TypeError as e: print(e)
