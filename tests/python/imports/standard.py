import math, string as text
from math import pi, floor as down
from itertools import (
    chain,
    count,
)
print(down(pi), text.digits, list(chain([1], [2])), next(count(5)))
def f():
    from operator import add
    return add(1, 2)
print(f(), math.__name__, type(math).__name__)
try: import math.nothing
except ImportError as e: print(type(e).__name__, e)
try: from math import nothing
except ImportError as e: print(str(e).split(" (")[0])
try: import nope.deeper
except ModuleNotFoundError as e: print(e, e.name)
try: f.add
except AttributeError as e: print(e)
import errno, json, functools
print(errno.EAGAIN, json.dumps([1]), functools.reduce(lambda a, b: a + b, [1, 2]))
