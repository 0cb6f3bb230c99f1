e = "before"
try:
    raise ValueError("x")
except ValueError as e:
    print("inside", e)
try:
    e
except NameError as error:
    print(error)
kept = None
try:
    raise KeyError("k")
except KeyError as error:
    kept = error
print(repr(kept), kept.args)
def f():
    try:
        raise IndexError("deep")
    except IndexError as err:
        del err
    return "fine"
print(f())
import sys
try:
    1 / 0
except ZeroDivisionError:
    print(sys.exc_info()[0].__name__, sys.exc_info()[1])
print(sys.exc_info())
def generator():
    try:
        yield 1
    except ValueError:
        print("in generator", sys.exc_info()[0].__name__)
        yield 2
g = generator(); next(g); g.throw(ValueError)
print(sys.exc_info())
