import random
random.seed(3)
print([random.choice("abcdef") for _ in range(10)])
print(random.choices([1, 2, 3], k=8))
print(random.choices("xyz", weights=[1, 5, 10], k=12))
print(random.choices("xyz", cum_weights=[1, 6, 16], k=12))
try:
    random.choice([])
except IndexError as e:
    print(repr(e))
for kw in [dict(weights=[1]), dict(weights=[1, 2, 3], cum_weights=[1, 2, 3]), dict(weights=[0, 0, 0])]:
    try:
        random.choices("abc", **kw)
    except (ValueError, TypeError) as e:
        print(repr(e))
