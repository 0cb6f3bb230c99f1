import random
class Fixed(random.Random):
    def random(self):
        return 0.25
f = Fixed()
print(f.random(), f.uniform(0, 4), f.choices("abcd", k=2))
one = random.Random(5)
two = random.Random(5)
print(one.random() == two.random(), one.random() != one.random())
print(type(random.SystemRandom().random()))
