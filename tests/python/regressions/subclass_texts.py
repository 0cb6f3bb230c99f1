class S(str):
    def __repr__(self): return "S!"
class I(int):
    def __format__(self, spec): return f"<{spec}>"
class L(list): pass
class T(set): pass
class F(frozenset): pass
print(str(S("x")), repr(S("x")), f"{S('x')}", "%s" % S("y"), [S("z")], "%r" % S(""), S("a") + "b", bool(I()), bool(I(3)), bool(S()), bool(L()), f"{I(5):x}", "%d" % I(5))
print(T([1]), F([2]), T(), F(), repr(T({3})), L([L()]), T([1]) | {2}, type(T([1]) & {1}).__name__, str(T([4])))
for call in (lambda: "%d" % S("a"), lambda: list(I(1)), lambda: iter(I(1)), lambda: S("abc")[-2**70], lambda: [1][2**70], lambda: pow("a", 1, 2), lambda: pow(1, 2, "x"), lambda: pow(1.5, 2, 3), lambda: "abc"["x":2:0], lambda: True in b"", lambda: True in b"\x01", lambda: 300 in b"", lambda: "a".replace(None, "b"), lambda: "a".count(None), lambda: sorted([3, None, 1], reverse=True), lambda: int | None, lambda: isinstance(1, int | str), lambda: isinstance(None, int | None), lambda: 1 | int, lambda: str | "x"):
    try: print(call())
    except Exception as e: print(type(e).__name__, e)
