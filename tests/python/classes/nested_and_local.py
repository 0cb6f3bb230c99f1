def factory(base_value):
    class Local:
        value = base_value
        def get(self): return self.value + base_value
        class Inner:
            def outer_value(self): return base_value * 2
    return Local
A, B = factory(1), factory(10)
print(A().get(), B().get(), A is B, B.Inner().outer_value(), A.__qualname__, A.Inner.__qualname__)
class Tree:
    class Node:
        def __init__(self, v, *kids): self.v, self.kids = v, kids
        def __iter__(self):
            yield self.v
            for k in self.kids: yield from k
    def __init__(self): self.root = self.Node(1, Tree.Node(2, Tree.Node(3)), Tree.Node(4))
    def __iter__(self): return iter(self.root)
print(list(Tree()), sum(Tree()))
class Body:
    a = 1
    b = a + 1
    for i in range(3): a += i
    if a > 3: c = "big"
    def f(x): return x * 2
    d = f(5)
    del i
    print("in body", a, d)
print(Body.a, Body.b, Body.c, hasattr(Body, "i"))
x = "module"
class Scope:
    x = "class"
    def get(self): return x
    y = x
    lam = lambda: x
print(Scope().get(), Scope.y, Scope.lam())
def over():
    x = "local"
    class C:
        print(x)
        x = "body"
        print(x)
    return C.x
print(over())
def g():
    class C:
        nonlocal_ = 1
        def m(self): return __class__.__name__
    return C().m()
print(g())
