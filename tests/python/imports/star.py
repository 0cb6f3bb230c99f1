from helper import *
from helper import _hidden as seen
print(add(1, 2), NAME, seen)
try:
    print(_hidden)
except NameError as e:
    print(e)
import helper
print(helper._hidden, helper.__name__, sorted(n for n in dir(helper) if not n.startswith("__")))
