from random import *
seed(10)
print(random(), randint(1, 100), choice([3, 4]), uniform(2, 3))
x = [1, 2, 3]
shuffle(x)
print(x)
try:
    seed([1])
except TypeError as e:
    print(e)
