# The exact words for arguments that are missing or too many.
def none(): pass
def one(a): pass
def two(a, b): pass
def three(a, b, c): pass
def defaults(a, b=2, c=3): pass
def only(a, *, k): pass
def keys(*, x, y, z=3): pass
def posonly(a, b, /, c): pass

def attempt(label, call):
    try:
        call()
    except TypeError as error:
        print(label, "|", error)

attempt("none 1", lambda: none(1))
attempt("none 2", lambda: none(1, 2))
attempt("none k", lambda: none(a=1))
attempt("one 0", lambda: one())
attempt("one 2", lambda: one(1, 2))
attempt("two 0", lambda: two())
attempt("three 0", lambda: three())
attempt("three 1", lambda: three(1))
attempt("defaults 0", lambda: defaults())
attempt("defaults 4", lambda: defaults(1, 2, 3, 4))
attempt("only 0", lambda: only())
attempt("only 1", lambda: only(1))
attempt("only 2", lambda: only(1, 2))
attempt("only 2k", lambda: only(1, 2, k=3))
attempt("keys 0", lambda: keys())
attempt("keys 1", lambda: keys(1))
attempt("posonly k", lambda: posonly(a=1, b=2, c=3))
attempt("posonly 1", lambda: posonly(1))
attempt("double", lambda: one(1, a=2))
attempt("unknown", lambda: one(1, zz=2))
