def values():
    yield 1
    yield 1 / 0
for v in values():
    print(v)
