import traceback, sys, io
def inner():
    raise ValueError("bad")
def outer():
    inner()
try:
    outer()
except ValueError as e:
    text = traceback.format_exc()
    print(text)
    traceback.print_exc(file=sys.stdout)
    print(traceback.format_exception_only(type(e), e), traceback.format_exception_only(e))
    print([(f.name, f.lineno, f.line) for f in traceback.extract_tb(e.__traceback__)])
    print("".join(traceback.format_tb(e.__traceback__)), "".join(traceback.format_exception(type(e), e, e.__traceback__)) == text)
    traceback.print_exc(limit=1, file=sys.stdout)
traceback.print_exc(file=sys.stdout)
class Own(Exception):
    pass
print(traceback.format_exception_only(Own()), traceback.format_exception_only(KeyError("x")))
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise KeyError("second")
except KeyError:
    print(traceback.format_exc())
