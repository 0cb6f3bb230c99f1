def sieve(limit):
    flags = [True] * (limit + 1)
    flags[:2] = [False] * 2
    for n in range(2, int(limit ** 0.5) + 1):
        if flags[n]:
            flags[n * n::n] = [False] * len(flags[n * n::n])
    return [n for n, prime in enumerate(flags) if prime]
def endless():
    found = {}
    n = 2
    while True:
        if n not in found:
            yield n
            found[n * n] = [n]
        else:
            for p in found.pop(n): found.setdefault(n + p, []).append(p)
        n += 1
def factor(n):
    result, d = {}, 2
    while d * d <= n:
        while n % d == 0:
            result[d] = result.get(d, 0) + 1
            n //= d
        d += 1
    if n > 1: result[n] = result.get(n, 0) + 1
    return result
def gcd(a, b):
    while b: a, b = b, a % b
    return a
primes = sieve(100)
print(primes, len(sieve(5000)), sieve(1), sieve(2))
from itertools import islice, takewhile
print(list(islice(endless(), 15)), sum(takewhile(lambda p: p < 500, endless())))
for n in (360, 97, 1024, 123456789, 1): print(n, "=", " * ".join(f"{p}^{e}" if e > 1 else str(p) for p, e in factor(n).items()) or 1)
print(gcd(1071, 462), [n for n in range(2, 500) if sum(d for d in range(1, n) if n % d == 0) == n], [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2][:5])
print({n: pow(2, n - 1, n) == 1 for n in (7, 9, 341, 561)}, [(a, b, c) for a in range(1, 20) for b in range(a, 20) for c in range(b, 20) if a * a + b * b == c * c])
