def add(a, b):
    return a + b


def apply(f, x, times=1):
    for _ in range(times):
        x = f(x, 1)
    return x


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


total = 0
for i in range(40000):
    total = add(total, i)
total = apply(add, total, times=40000)
fib(20)
