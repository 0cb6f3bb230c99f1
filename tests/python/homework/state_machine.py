class State:
    def __init__(self, name): self.name, self.arrows = name, {}
    def on(self, event, target, action=None):
        self.arrows[event] = target, action
        return self
class Machine:
    def __init__(self, start): self.state, self.trail = start, [start.name]
    def feed(self, event):
        try: target, action = self.state.arrows[event]
        except KeyError: raise ValueError(f"{self.state.name}: no {event!r}; known: {sorted(self.state.arrows)}") from None
        if action: action(self, event)
        self.state = target
        self.trail.append(target.name)
        return self
locked, unlocked = State("locked"), State("unlocked")
coins = []
locked.on("coin", unlocked, lambda m, e: coins.append(e)).on("push", locked)
unlocked.on("push", locked).on("coin", unlocked, lambda m, e: print("thank you"))
m = Machine(locked)
for e in ("push", "coin", "coin", "push", "kick"):
    try: m.feed(e)
    except ValueError as error: print(error, error.__cause__, error.__suppress_context__)
print(m.trail, coins, m.state is locked)
def accepts(text):
    state = "start"
    table = {("start", "sign"): "int", ("start", "digit"): "int", ("int", "digit"): "int", ("int", "dot"): "frac", ("frac", "digit"): "frac"}
    for c in text:
        kind = "digit" if c.isdigit() else "sign" if c in "+-" else "dot" if c == "." else "other"
        state = table.get((state, kind))
        if state is None: return False
    return state in ("int", "frac") and text[-1].isdigit()
print({t: accepts(t) for t in ("1", "-2.5", "1.", ".5", "", "1e5", "+", "12.34.5")})
def vending():
    total = 0
    while total < 100:
        coin = yield f"{100 - total} more"
        if coin not in (10, 20, 50): raise ValueError(f"bad coin {coin}")
        total += coin
    return f"change {total - 100}"
v = vending(); print(next(v), v.send(50), v.send(20))
try: v.send(50)
except StopIteration as s: print(s.value)
v = vending(); next(v)
try: v.send(3)
except ValueError as e: print(e)
