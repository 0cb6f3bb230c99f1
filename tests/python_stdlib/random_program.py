import random
random.seed(42)
print([random.randint(1, 6) for _ in range(10)])
print(random.random(), random.uniform(1, 10), random.gauss(0, 1), random.gauss(0, 1), random.expovariate(1.5))
l = list(range(10)); random.shuffle(l); print(l)
print(random.sample(range(100), 5), random.choices("abc", k=5), random.choices([1, 2, 3], weights=[1, 2, 7], k=6), random.choice(["x", "y", "z"]))
print(random.sample("abcdef", 3), random.sample(range(10**6), 4), random.randrange(0, 100, 7), random.getrandbits(70), random.randbytes(5))
print(random.betavariate(1, 2), random.gammavariate(2, 3), random.normalvariate(1, 2), random.lognormvariate(0, 1), random.triangular(0, 5, 2), random.vonmisesvariate(0, 1), random.paretovariate(2), random.weibullvariate(1, 2))
r = random.Random("hello"); print(r.random(), r.randint(0, 1000))
r = random.Random(3.5); print(r.random())
r = random.Random(b"xx"); print(r.random())
st = r.getstate(); a = r.random(); r.setstate(st); print(a == r.random())
random.seed(0); print(random.random(), random.sample([1,2,3,4], counts=[1,1,1,2], k=3))
for f in [lambda: random.randint(5, 1), lambda: random.choice([]), lambda: random.sample([1], 2), lambda: random.sample({1,2}, 1), lambda: random.randrange(0)]:
    try: f()
    except Exception as e: print(type(e).__name__, e)
random.seed(10); print(sum(random.random() for _ in range(1000)))
def simulate(n):
    inside = 0
    for _ in range(n):
        x, y = random.random(), random.random()
        if x*x + y*y <= 1: inside += 1
    return 4 * inside / n
print(simulate(2000))
