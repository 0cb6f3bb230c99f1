# `math`: most functions and all constants come from Rust.


def factorial(n):
    if not isinstance(n, int):
        raise TypeError(f"'{type(n).__name__}' object cannot be interpreted as an integer")
    if n < 0:
        raise ValueError('factorial() not defined for negative values')
    result = 1
    for i in range(2, n + 1):
        result *= i
    return result


def comb(n, k):
    if k < 0 or n < 0:
        raise ValueError('k must be a non-negative integer' if k < 0 else 'n must be a non-negative integer')
    if k > n:
        return 0
    k = min(k, n - k)
    result = 1
    for i in range(k):
        result = result * (n - i) // (i + 1)
    return result


def perm(n, k=None):
    if k is None:
        return factorial(n)
    result = 1
    for i in range(k):
        result *= n - i
    return result


def prod(items, *, start=1):
    for x in items:
        start = start * x
    return start


def fsum(items):
    # Shewchuk: exact partial sums.
    partials = []
    for x in items:
        i = 0
        x = float(x)
        for y in partials:
            if abs(x) < abs(y):
                x, y = y, x
            hi = x + y
            lo = y - (hi - x)
            if lo:
                partials[i] = lo
                i += 1
            x = hi
        partials[i:] = [x]
    return sum(partials, 0.0)


def hypot(*values):
    return sqrt(fsum([float(x) * x for x in values]))


def dist(p, q):
    return hypot(*[a - b for a, b in zip(p, q)])


def lcm(*values):
    result = 1
    for x in values:
        if x == 0:
            return 0
        result = abs(result * x) // gcd(result, x)
    return result


def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    return abs(a - b) <= max(rel_tol * max(abs(a), abs(b)), abs_tol)
