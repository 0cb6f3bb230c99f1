class Deck:
    def __init__(self, cards): self.cards = list(cards)
    def __len__(self): return len(self.cards)
    def __getitem__(self, i):
        print("get", i)
        return self.cards[i]
    def __setitem__(self, i, v): print("set", i, v); self.cards[i] = v
    def __delitem__(self, i): print("del", i); del self.cards[i]
    def __contains__(self, c): print("in", c); return c in self.cards
    def __reversed__(self): return iter(self.cards[::-1])
d = Deck("abc")
print(len(d), d[0], d[-1], d[0:2], d[::2], bool(d))
d[1] = "z"; d[0:1] = "xy"
del d[0]
print("z" in d, list(d), list(reversed(d)))
d[1, 2:3, ...] if False else None
class Old:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i * 10
print(list(Old()), 20 in Old(), 5 in Old(), max(Old()), list(zip(Old(), "ab")))
a, b, c = Old()
print(a, b, c)
class Matrix:
    def __getitem__(self, key): return key
m = Matrix()
print(m[1, 2], m[1:2, ::3], m[...], m[()], m["k"], m[1:2], m[:])
class Missing(dict):
    def __missing__(self, key): return f"no {key}"
x = Missing(a=1)
print(x["a"], x["b"], x.get("b"), "b" in x)
try: Old()["a":1] ; len(Old())
except TypeError as e: print(e)
try: reversed(Matrix)
except TypeError as e: print(e)
class NotIter: pass
for f in (lambda: iter(NotIter()), lambda: 1 in NotIter(), lambda: NotIter()[0], lambda: len(NotIter()), lambda: NotIter.__setitem__):
    try: f()
    except (TypeError, AttributeError) as e: print(e)
try: NotIter()[0] = 1
except TypeError as e: print(e)
try: del NotIter()[0]
except TypeError as e: print(e)
