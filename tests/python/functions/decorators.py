import functools
def trace(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        print("call", function.__name__, args, kwargs)
        result = function(*args, **kwargs)
        print("gave", result)
        return result
    return wrapper
def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate
@trace
def add(a, b=1):
    "Adds."
    return a + b
@repeat(3)
@trace
def twice(x):
    return x * 2
add(1); add(1, b=5)
print(twice(4))
print(add.__name__, add.__doc__, twice.__name__)
class Count:
    def __init__(self, f): self.f, self.n = f, 0
    def __call__(self, *a):
        self.n += 1
        return self.f(*a)
@Count
def hello(name): return "hello " + name
print(hello("a"), hello("b"), hello.n)
def register(registry):
    def deco(cls):
        registry[cls.__name__] = cls
        return cls
    return deco
known = {}
@register(known)
class Plugin: pass
print(list(known), known["Plugin"] is Plugin)
