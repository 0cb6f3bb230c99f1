import itertools
def source():
    for i in range(5):
        print("give", i)
        yield i
for x in itertools.islice(source(), 2):
    print("got", x)
it = itertools.chain(source(), [9])
print(next(it))
print(next(itertools.starmap(lambda a: a + 1, [(1,)])))
g = itertools.groupby(source(), lambda v: v // 2)
k, run = next(g)
print(k, next(run))
k, run = next(g)
print(k, list(run))
class Seq:
    def __getitem__(self, i):
        if i > 2:
            raise IndexError
        return i
print(list(itertools.chain(Seq(), Seq())))
