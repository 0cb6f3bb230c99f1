# `match`, with every kind of pattern.
from collections import deque, namedtuple, OrderedDict
from dataclasses import dataclass
from enum import Enum


def kind(x):
    match x:
        case None:
            return "none"
        case True | False as flag:
            return f"flag {flag}"
        case 0:
            return "zero"
        case -1 | 1.5 | "x":
            return "one of three"
        case int(n) if n > 100:
            return f"large {n}"
        case int() | float():
            return f"number {x}"
        case str(text):
            return f"text {text!r}"
        case b"raw":
            return "raw bytes"
        case []:
            return "empty"
        case [one]:
            return f"one {one}"
        case [first, second]:
            return f"two {first} {second}"
        case ["go", *rest]:
            return f"go {rest}"
        case [first, *_, last]:
            return f"from {first} to {last}"
        case {"type": "point", "x": x, "y": y, **rest}:
            return f"point {x} {y} {rest}"
        case {"type": kind}:
            return f"thing {kind}"
        case {}:
            return "some mapping"
        case _:
            return f"other {type(x).__name__}"


for value in [
    None, True, False, 0, 0.0, -1, 1.5, "x", 101, 7, 2.5, "text", b"raw", b"other", [], (), [1], (1,), "ab",
    [1, 2], ("go", 1, 2), ["go", "on", "now", "then"], range(5), deque([1, 2, 3]), {"type": "point", "x": 1, "y": 2, "z": 3},
    {"type": "line"}, {}, {"a": 1}, OrderedDict(type="o"), {1, 2}, bytearray(b"12"), object,
]:
    print(kind(value))


@dataclass
class Point:
    x: int
    y: int = 0


class Box:
    __match_args__ = ("low", "high")

    def __init__(self, low, high):
        self.low, self.high = low, high


class Colour(Enum):
    RED = 1
    GREEN = 2


Pair = namedtuple("Pair", "left right")


def shape(x):
    match x:
        case Point(0, 0):
            return "origin"
        case Point(x=0, y=y):
            return f"on the axis at {y}"
        case Point(x, y) if x == y:
            return f"diagonal {x}"
        case Point() as point:
            return f"some {point}"
        case Box(Point(a, _), high=[*_, b]):
            return f"box {a} {b}"
        case Box(low, high):
            return f"box from {low} to {high}"
        case Colour.RED:
            return "red"
        case Colour():
            return "not red"
        case Pair(left, right):
            return f"pair {left} {right}"
        case (Point(x=a) | Box(low=a), b):
            return f"nested {a} {b}"
        case {"at": Point(x, y), **others} if not others:
            return f"at {x} {y}"
        case bool(b) | str(b):
            return f"self {b}"
    return "nothing"


for value in [
    Point(0), Point(0, 5), Point(4, 4), Point(1, 2), Box(Point(7, 8), [1, 2]), Box(1, 2), Colour.RED, Colour.GREEN,
    Pair(1, 2), (Point(3), 4), [Box(5, 6), 7], {"at": Point(1, 1)}, {"at": Point(1, 1), "more": 0}, True, "s", 3,
]:
    print(shape(value))

# Names stay bound after a case whose guard failed, and outside.
match (1, 2):
    case (a, b) if a > b:
        print("never")
    case (c, *d):
        print(a, b, c, d)
print(a, b, c, d)

# In loops, functions and classes.
for item in ["stop", "skip", 1, "skip", "stop", 2]:
    match item:
        case "skip":
            continue
        case "stop" if a == 2:
            break
        case "stop":
            a = 2
        case number:
            print("number", number)
print("ended", item)


def counter():
    total = 0

    def add(x):
        nonlocal total
        match x:
            case [*parts]:
                for part in parts:
                    add(part)
            case {"n": total}:
                pass
            case _:
                total += x
        return total

    return add


add = counter()
print(add(1), add([2, [3, 4]]), add({"n": 50}), add(1))


class Steps:
    match "here":
        case where:
            print(where)


print(Steps.where)


def stream():
    while True:
        match (yield):
            case "end":
                return
            case x:
                print("got", x)


s = stream()
next(s)
s.send(1)
try:
    s.send("end")
except StopIteration:
    print("ended")

match = [1, 2]
case = "soft keywords"
print(match[0], case)

for test in [
    lambda x: wrong(x),
]:
    pass


def wrong(x, which):
    match which:
        case 1:
            match x:
                case Point(1, 2, 3):
                    pass
        case 2:
            match x:
                case int(1, 2):
                    pass
        case 3:
            not_a_class = 5
            match x:
                case not_a_class():
                    pass
        case 4:
            match x:
                case Point(1, x=1):
                    pass
        case 5:
            key = Colour
            match x:
                case {key.RED: 1, Colour.RED: 2}:
                    pass
        case 6:
            match x:
                case undefined.name:
                    pass


for which, x in [(1, Point(1)), (2, 5), (3, 1), (4, Point(1)), (5, {Colour.RED: 1, 2: 3}), (6, 1)]:
    try:
        wrong(x, which)
        print(which, "no error")
    except Exception as error:
        print(which, type(error).__name__, error)
