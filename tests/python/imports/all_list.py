from limited import *
print(visible())
try: hidden()
except NameError as e: print(e)
import limited
print(limited.hidden(), limited.__all__, limited.__doc__)
try: limited.zzz
except AttributeError as e: print(e)
from limited import hidden as h, visible as v
print(h(), v())
try: from limited import nothing
except ImportError as e: print(type(e).__name__, str(e).split(" (")[0])
