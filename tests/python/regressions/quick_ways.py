"""Where a quick way of doing a row of steps at once has to give way."""
import math


def attempt(work, *args):
    try:
        return work(*args)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def unbound_second(flag):
    if flag:
        b = 1
    a = 1
    return a + b


def unbound_first(flag):
    b = 1
    if flag:
        a = 1
    return a < b


def unbound_small(flag):
    if flag:
        a = 1
    return a - 1


def unbound_attribute(flag):
    if flag:
        a = math
    return a.pi


def unbound_target(flag):
    if flag:
        a = Plain()
    a.n = 1


def unbound_method(flag):
    if flag:
        a = []
    return a.append(1)


def add(a, b):
    return a + b


def subtract_one(a):
    return a - 1


def shift(a, b):
    return a >> b


def divide(a, b):
    return a / b


def floor(a, b):
    return a // b, a % b


def below(a, b):
    if a < b:
        return "below"
    return "not below"


def below_ten(a):
    if a < 10:
        return "below"
    return "not below"


class Plain:
    n = 5
    kind = "plain"

    def step(self, by):
        self.n += by
        self.n -= self.n // 7
        return self

    def kinds(self):
        return self.kind


class Guarded(Plain):
    @property
    def kind(self):
        return "asked"

    def __setattr__(self, name, value):
        print("set", name, value)
        object.__setattr__(self, name, value)


class Moody:
    def __radd__(self, other):
        return f"{other} and moody"

    def __gt__(self, other):
        raise ValueError("moody")


class Leaving:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("farewell", self.name)


for work in [unbound_second, unbound_first, unbound_small, unbound_attribute, unbound_target, unbound_method]:
    print(work.__name__, attempt(work, True), "|", attempt(work, False))
most = 2**63 - 1
for pair in [(most, 1), (-most, -2), (1, 0.5), (2**53 + 1, 0.5), ("a", "b"), ("a", 1), (True, 1), ([1], [2]), (1, Moody())]:
    print(attempt(add, *pair), end="; ")
print()
print(subtract_one(-(2**63)), subtract_one(1.5), subtract_one(True), attempt(subtract_one, "x"))
print(shift(-5, 1), shift(5, 63), shift(-5, 64), shift(5, 200), attempt(shift, 5, -1))
print(divide(7, 2), divide(-1, 3), divide(2**60 + 1, 3), attempt(divide, 1, 0), attempt(divide, 1.0, 0), divide(0.0, -3))
print(floor(-7, 2), floor(7, -2), floor(-(2**63), -1), floor(7.5, -2), attempt(floor, 1, 0))
print(below(1, 2), below(2, 1.5), below("a", "b"), below(float("nan"), 1.0), attempt(below, 1, "a"), attempt(below, 1, Moody()))
print(below_ten(9), below_ten(9.5), below_ten(True), attempt(below_ten, None))
print(-(-(2**63)), -0.0, -True, [-x for x in (1, 2.5, most)])

plain, guarded = Plain(), Guarded()
for turn in range(3):
    print(plain.step(turn).n, plain.kinds(), guarded.step(turn).n, guarded.kinds())
Plain.kind = "changed"
plain.step = lambda by: by
print(plain.kinds(), plain.step(9))
Plain.kinds = property(lambda self: "now a property")
print(plain.kinds)
del Plain.n
print(plain.n, attempt(lambda: Plain().n))


def rebinding(a, b):
    a.n += (a := b).n
    return a is b


first, second = Plain(), Plain()
first.n, second.n = 1, 10
print(rebinding(first, second), first.n, second.n)


def looping(things):
    for thing in things:
        if len(things) < 6:
            things.append(thing + 1)
    return thing, things


print(looping([1, 2]), attempt(lambda: [x for x in 5]))
(a, b), c = (1, 2), [3]
print(a, b, c, attempt(lambda: (lambda x, y: 0)(*(1,))))
len = lambda value: "mine"
print(len([1]))
del len
print(len([1]))
math.tau = 6
print(math.tau, attempt(lambda: math.nothing))
leaving = Leaving("one")
leaving = Leaving("two")
leaving.name += "!"
leaving = 5
table = {1: "a", "k": 2}
table[1] = table["k"] + 1
table["k"] = table[True]
print(table, attempt(lambda: table[[]]), attempt(lambda: [1, 2][2]), [1, 2][-2], attempt(lambda: [1, 2][-3]))
print(sorted([3, 1, 2]), sorted([3, 2, 2, 1]), sorted([1, 2, 3], reverse=True), sorted([3, 1.5, True]), sorted([2, 1, 1], key=lambda n: -n))
