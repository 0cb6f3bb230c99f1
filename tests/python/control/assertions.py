def attempt(f):
    try: f()
    except AssertionError as error:
        print(repr(error), str(error), error.args)
def plain(): assert False
def text(): assert 1 > 2, "one is not greater"
def formatted(x=3): assert x == 2, f"{x!r} is not 2"
def pair(): assert False, ("a", 1)
def fine(): assert True, 1 / 0
def odd(): assert [] , None
for f in (plain, text, formatted, pair, fine, odd): attempt(f)
class E(AssertionError): pass
try: raise E("own")
except AssertionError as e: print(type(e).__name__, e)
assert (lambda: True)()
assert 1 == 2, "last words"
