f = lambda a: a.b.c
class X: b = None
f(X())
