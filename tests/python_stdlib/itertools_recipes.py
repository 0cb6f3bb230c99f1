from itertools import *
def grouper(it, n):
    args = [iter(it)] * n
    return zip_longest(*args, fillvalue="x")
def roundrobin(*its):
    active = len(its)
    nexts = cycle(iter(i).__next__ for i in its)
    while active:
        try:
            for n in nexts:
                yield n()
        except StopIteration:
            active -= 1
            nexts = cycle(islice(nexts, active))
print(list(grouper("ABCDEFG", 3)), list(roundrobin("ABC", "D", "EF")))
def powerset(s):
    s = list(s)
    return chain.from_iterable(combinations(s, r) for r in range(len(s) + 1))
print(list(powerset([1, 2, 3])))
print(sum(1 for _ in takewhile(lambda p: p[1] > 0.1, zip(count(), (1 / n for n in count(1))))))
