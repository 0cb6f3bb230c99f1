import random
random.seed(7)
print(random.uniform(1, 10), random.triangular(), random.triangular(1, 5, 2))
print([random.gauss(0, 1) for _ in range(4)], random.normalvariate(5, 2))
print(random.expovariate(0.5), random.lognormvariate(0, 1), random.vonmisesvariate(0, 4))
print(random.gammavariate(2, 3), random.gammavariate(1, 3), random.gammavariate(0.4, 3))
print(random.betavariate(2, 3), random.paretovariate(3), random.weibullvariate(1, 2))
