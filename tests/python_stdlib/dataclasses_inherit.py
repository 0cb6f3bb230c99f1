from dataclasses import dataclass, field
@dataclass
class Base:
    id: int
    name: str = "base"
@dataclass
class Child(Base):
    extra: float = 1.5
    name: str = "child"
print(Child(1), Child(1, "n", 2.0), isinstance(Child(1), Base), Base(1) == Child(1))
def check(make):
    try:
        make()
    except Exception as e:
        print(type(e).__name__, e)
def one():
    @dataclass
    class A:
        x: int = 1
        y: str
def two():
    @dataclass
    class A:
        x: list = []
def three():
    @dataclass(frozen=True)
    class A(Base):
        pass
def four():
    field(default=1, default_factory=list)
def five():
    @dataclass
    class A:
        x = field(default=1)
for make in (one, two, three, four, five):
    check(make)
@dataclass
class Node:
    value: int
    children: list = field(default_factory=list)
n = Node(1, [Node(2), Node(3, [Node(4)])])
print(n)
n.children.append(n)
print(n)
class Meth:
    @dataclass
    class Inner:
        a: int
print(Meth.Inner(1))
