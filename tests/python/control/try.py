def f(n):
    try:
        if n == 0: return "try"
        if n == 1: raise ValueError("one")
        if n == 2: raise KeyError("two")
        return "end"
    except ValueError as e:
        return f"value {e}"
    except (KeyError, IndexError) as e:
        return f"key {e!r}"
    else:
        return "else"
    finally:
        print("finally", n)
for i in range(4): print(f(i))
def g():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print("body", i)
        finally:
            print("fin", i)
    return "g"
print(g())
def h():
    try:
        return 1
    finally:
        return 2
print(h())
def k():
    try:
        raise ValueError
    finally:
        return 3
print(k())
def nested():
    try:
        try:
            1 / 0
        except ZeroDivisionError as e:
            raise ValueError("v") from e
    except ValueError as e:
        print(repr(e.__cause__), e.__context__ is e.__cause__, e.__suppress_context__)
nested()
try:
    try:
        {}["a"]
    except KeyError:
        [][1]
except IndexError as e:
    print(repr(e.__context__))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    e
except NameError as x:
    print(x)
def reraise():
    try:
        int("x")
    except ValueError:
        print("saw")
        raise
try: reraise()
except ValueError as e: print(e)
class MyError(Exception):
    def __init__(self, code, text):
        super().__init__(text)
        self.code = code
class Sub(MyError): pass
try:
    raise Sub(5, "sub")
except MyError as e:
    print(type(e).__name__, e.code, e, e.args)
try:
    raise ValueError("a", 2)
except ValueError as e:
    print(e, e.args, repr(e))
for bad in ("raise 1", ):
    try:
        raise 1
    except TypeError as e:
        print(e)
try:
    assert False
except AssertionError as e:
    print(repr(e))
try:
    assert 1 > 2, ("tuple", 1)
except AssertionError as e:
    print(e)
for i in range(3):
    try:
        pass
    except ValueError:
        print("no")
    else:
        print("else", i)
    finally:
        if i == 1: continue
        print("fin", i)
