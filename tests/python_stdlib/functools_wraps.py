from functools import wraps, update_wrapper
def logged(f):
    @wraps(f)
    def inner(*args, **kwargs):
        """inner doc"""
        print("calling", f.__name__)
        return f(*args, **kwargs)
    return inner
@logged
def add(a, b):
    """Adds."""
    return a + b
add.extra = 1
print(add(1, 2), add.__name__, add.__doc__, add.__wrapped__(3, 4), add.extra)
def bare():
    pass
bare.tag = "t"
class Call:
    def __init__(self, f):
        update_wrapper(self, f)
    def __call__(self):
        return "called"
c = Call(bare)
print(c(), c.__name__, c.tag, c.__module__)
