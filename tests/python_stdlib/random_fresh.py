import random
r = random.Random()
values = {r.random() for _ in range(100)}
print(len(values), all(0 <= v < 1 for v in values))
print(len({random.Random().random() for _ in range(3)}) >= 1)
random.seed()
print(0 <= random.random() < 1)
