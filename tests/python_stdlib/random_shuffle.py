import random
random.seed(99)
x = list(range(20))
random.shuffle(x)
print(x)
print(random.sample(range(1000), 5), random.sample(range(10), 10))
print(random.sample("abcdefghij", 3), random.sample(range(10 ** 9), 30))
print(random.sample(["a", "b"], counts=[4, 2], k=5))
for args in [([1, 2], 3), ({1, 2}, 1)]:
    try:
        random.sample(*args)
    except (ValueError, TypeError) as e:
        print(repr(e))
