import json
STOCK = '[{"name": "pen", "price": 1.5, "count": 10}, {"name": "pad", "price": 3, "count": 0}, {"name": "bag", "price": 24.99, "count": 2}]'
class OutOfStock(Exception): pass
class Item:
    def __init__(self, name, price, count): self.name, self.price, self.count = name, price, count
    def __format__(self, spec): return format(f"{self.name}@{self.price:.2f}", spec)
    def sell(self, n):
        if n > self.count: raise OutOfStock(f"only {self.count} x {self.name}")
        self.count -= n
        return n * self.price
items = {d["name"]: Item(**d) for d in json.loads(STOCK)}
total = 0
for order in ("pen 3", "pad 1", "bag 2", "cup 1", "pen many", "pen", "pen 7 8"):
    try:
        name, n = order.split()
        total += items[name].sell(int(n))
        print(f"sold {order:<8} {total:8.2f} {items[name]:>12}|")
    except OutOfStock as e: print("sorry:", e)
    except KeyError as e: print("unknown", e)
    except ValueError as e: print("bad order:", e)
print(json.dumps([vars(i) for i in items.values()]), json.dumps({"a": [1, None, True], "é": 0.1}, indent=1, sort_keys=True))
try: json.loads("{bad}")
except json.JSONDecodeError as e: print(e)
try: Item(**{"name": "x"})
except TypeError as e: print(e)
report = sorted(items.values(), key=lambda i: (-i.count, i.name)); print(*[f"{i.name}:{i.count}" for i in report], sep=", ")
