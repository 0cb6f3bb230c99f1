for i in range(5):
    if i == 3:
        break
else:
    print("no")
for i in range(3):
    pass
else:
    print("else", i)
n = 0
while n < 10:
    n += 1
    if n % 2: continue
    if n == 8: break
else:
    print("never")
print(n)
while n:
    n -= 4
else:
    print("while else", n)
for i in range(3):
    for j in range(3):
        if j == 1: continue
        if i == 1: break
        print(i, j)
for k, v in {"a": 1, "b": 2}.items():
    print(k, v)
for i, (a, b) in enumerate([(1, 2), (3, 4)], 10):
    print(i, a, b)
print([x for x in range(20) if x % 2 if x % 3], {x % 3 for x in range(9)}, {x: x * x for x in range(3)})
print([(x, y) for x in range(3) for y in range(x)])
print(list(y for y in "abc"), sum(x for x in range(5)))
print("a" if 1 > 2 else "b" if 2 > 3 else "c")
print(1 < 2 < 3, 1 < 3 < 2, 0 == 0 != 1, 1 in [1] == True)
print(None or 0 or "x", 1 and 2 and 3, not 1, 0 and 1/0)
