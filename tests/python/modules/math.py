import math
print(math.pi, math.sqrt(2), math.floor(2.7), math.ceil(2.1), math.sin(1), math.log(10), math.log(8, 2), math.factorial(10), math.gcd(12, 18), math.inf, math.isnan(math.nan), math.pow(2, 3), math.hypot(3, 4), math.trunc(-2.5), math.fabs(-1), math.degrees(math.pi), math.comb(5, 2), math.prod([1, 2, 3]), math.fsum([0.1] * 10), math.isclose(0.1 + 0.2, 0.3), math.log10(1000), math.log2(8), math.atan2(1, 1), math.isqrt(17), math.modf(1.25), math.copysign(1, -0.0))
from math import sqrt as root, pi
import math as m
print(root(9), pi == m.pi)
for bad in (lambda: math.sqrt(-1), lambda: math.log(0), lambda: math.sqrt("x"), lambda: math.floor("x"), lambda: math.factorial(-1), lambda: math.exp(1000)):
    try: print(bad())
    except Exception as e: print(type(e).__name__, e)
