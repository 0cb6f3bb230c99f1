square = lambda x: x * x
print(square(4), (lambda: None)(), (lambda *a, **k: (a, k))(1, b=2))
print(sorted(["bb", "a", "ccc"], key=lambda s: -len(s)))
print((lambda a, b=2, *, c=3: (a, b, c))(1, c=9))
compose = lambda f, g: lambda x: f(g(x))
print(compose(square, lambda x: x + 1)(2))
print([f(3) for f in (lambda x: x, lambda x: x ** 2, lambda x: -x)])
ops = {"+": lambda a, b: a + b, "-": lambda a, b: a - b}
print(ops["+"](1, 2), ops["-"](1, 2))
print((lambda x: (yield x))(1).__next__())
fact = lambda n: 1 if n == 0 else n * fact(n - 1)
print(fact(6))
print((lambda x: x if x else lambda: "inner")(0)())
