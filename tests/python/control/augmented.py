x = 5
x += 2; x -= 1; x *= 3; x //= 2; x **= 2; x %= 50; x <<= 3; x >>= 1; x |= 1; x &= 0xff; x ^= 3
print(x)
y = 7; y /= 2; print(y)
a = b = [1]
a += [2]
print(b)
a = a + [3]
print(b, a)
a += "xy"; a += (9,); a *= 2
print(a)
t = u = (1,)
t += (2,)
print(t, u)
s = r = {1}
s |= {2}; s &= {1, 2, 3}; s ^= {1}; s -= {5}
print(r)
d = {"k": 1}
d["k"] += 1; d |= {"z": 0}
print(d)
class N:
    v = 1
    def __iadd__(self, o): print("iadd", o); return self
n = N(); n.v += 5; n += 1
print(n.v, N.v)
t = ([1],)
try: t[0] += [2]
except TypeError as e: print(e, t)
calls = []
def idx(): calls.append(1); return 0
l = [1]; l[idx()] += 5
print(l, calls)
for code in (lambda: None,):
    v = None
    try: v += 1
    except TypeError as e: print(e)
    v = "a"
    try: v -= 1
    except TypeError as e: print(e)
    try: v += 1
    except TypeError as e: print(e)
    v = []
    try: v += 1
    except TypeError as e: print(e)
    try: v **= 2
    except TypeError as e: print(e)
