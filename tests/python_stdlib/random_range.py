import random
random.seed(1)
print([random.randrange(10) for _ in range(10)])
print([random.randrange(5, 50, 5) for _ in range(10)])
print([random.randrange(50, 5, -5) for _ in range(10)])
print([random.randrange(-3, 3) for _ in range(10)])
for args in [(0,), (5, 5), (5, 1, 2), (1, 5, 0), (5, 1)]:
    try:
        random.randrange(*args)
    except ValueError as e:
        print(args, e)
try:
    random.randint(5, 1)
except ValueError as e:
    print(e)
try:
    random.randrange("a")
except ValueError as e:
    print(e)
