table = str.maketrans("abc", "xyz", "d")
print("abcd".translate(table), table)
print("hello".translate({ord("l"): None, ord("h"): "HH", 101: 69}), "abc".translate({}))
print(str.maketrans({"a": 1, "b": None, 99: "z"}))
class T:
    def __getitem__(self, i):
        if i == 97: return "<a>"
        raise LookupError
print("abca".translate(T()))
for f in (lambda: str.maketrans("ab", "c"), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans("a"), lambda: "a".translate(5), lambda: "a".translate({97: 1.5})):
    try: print(f())
    except (TypeError, ValueError, KeyError) as e: print(type(e).__name__, e)
print("rot13: " + "Uryyb".translate(str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", "NOPQRSTUVWXYZABCDEFGHIJKLMnopqrstuvwxyzabcdefghijklm")))
