a = b = 3
a, b = b, a + 1
(c, d), e = (1, 2), 3
[f, *g] = "abc"
*h, i = range(4)
print(a, b, c, d, e, f, g, h, i)
x = [1, 2, 3]
x[0], x[-1] = x[-1], x[0]
print(x)
x[1:2] = [7, 8, 9]
print(x)
del x[0], x[-1]
print(x)
n = 5
n += 2; n -= 1; n *= 3; n //= 2; n **= 2; n %= 50; n <<= 2; n >>= 1; n |= 8; n &= 0xff; n ^= 3
print(n)
if (m := len(x)) > 2:
    print("walrus", m)
y: int = 4
z: str
print(y, __annotations__)
a = 1; b = 2
print(a, b); print(b, a)
