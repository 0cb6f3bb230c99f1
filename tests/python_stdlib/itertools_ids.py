import itertools
ids = itertools.count(1)
class Message:
    def __init__(self):
        self.id = next(ids)
print([Message().id for _ in range(4)])
servers = itertools.cycle(["tcp://a", "tcp://b"])
print([next(servers) for _ in range(5)])
try:
    for x in itertools.chain([1], 5):
        print(x)
except TypeError as e:
    print(e)
print(dict(zip("ab", itertools.count())), type(itertools.count()).__name__)
