class Signal:
    def __init__(self): self._slots = []
    def connect(self, f): self._slots.append(f); return f
    def __call__(self, *a, **k): return [f(*a, **k) for f in list(self._slots)]
class Model:
    def __init__(self, **values):
        object.__setattr__(self, "changed", Signal())
        object.__setattr__(self, "_values", dict(values))
    def __getattr__(self, name):
        try: return self._values[name]
        except KeyError: raise AttributeError(f"{type(self).__name__} has no {name}") from None
    def __setattr__(self, name, value):
        old = self._values.get(name)
        self._values[name] = value
        if old != value: self.changed(name, old=old, new=value)
model = Model(x=1)
@model.changed.connect
def log(name, *, old, new): print(f"{name}: {old} -> {new}")
history = []
model.changed.connect(lambda name, **k: history.append((name, k["new"])))
model.x = 2; model.x = 2; model.y = "new"; model.x += 5
print(history, model.x, model.y, hasattr(model, "z"))
try: model.z
except AttributeError as e: print(e)
class Undo:
    def __init__(self): self.done, self.undone = [], []
    def do(self, f, back): f(); self.done.append((f, back)); self.undone.clear()
    def undo(self):
        if not self.done: raise IndexError("nothing to undo")
        f, back = self.done.pop(); back(); self.undone.append((f, back))
    def redo(self): f, back = self.undone.pop(); f(); self.done.append((f, back))
text = []
u = Undo()
for word in ("one", "two", "three"): u.do(lambda w=word: text.append(w), lambda: text.pop())
print(text); u.undo(); u.undo(); print(text); u.redo(); print(text); u.undo(); u.undo()
for f in (u.undo, lambda: u.do(lambda: 1 / 0, None)):
    try: f()
    except (IndexError, ZeroDivisionError) as e: print(type(e).__name__, e)
