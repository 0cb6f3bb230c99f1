class Money:
    def __init__(self, v): self.v = v
    def __format__(self, spec):
        return f"<{spec or 'plain'}:{self.v}>"
    def __str__(self): return "str"
m = Money(5)
print(f"{m} {m:x} {m!s:>5} {m!r:.6}", format(m), format(m, "abc"), "{:q} {}".format(m, m), "%s" % m)
class Plain: 
    def __str__(self): return "P"
print(f"{Plain()}", "{}".format(Plain()))
try: f"{Plain():>5}"
except TypeError as e: print(e)
try: format(None, "x")
except TypeError as e: print(e)
try: format([], ">5")
except TypeError as e: print(e)
print(f"{None} {[]} {()} {{}}", format(True, "d"), format(True), f"{True:>6}", f"{True!s:>6}")
class B:
    def __bytes__(self): return b"bytes"
    def __bool__(self): return False
    def __len__(self): return 3
    def __hash__(self): return 7
    def __dir__(self): return ["b", "a"]
    def __sizeof__(self): return 1
print(bytes(B()), not B(), len(B()), hash(B()), dir(B()))
class F:
    def __format__(self, s): return 5
try: f"{F()}"
except TypeError as e: print(e)
class FS:
    def __str__(self): return 1
try: print(FS())
except TypeError as e: print(e)
