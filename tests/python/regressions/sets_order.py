s = {1, 2, 3}; s.discard(2); s.add(10); print(s)
print({2, 10} ^ ({1, 2, 3} - {5, 7}), {8, 16, 0} | {24}, {1, 9, 17} - {9}, {33, 1} & {1, 33, 65})
s = {0, 1, 5}; s.discard(0); s.discard(1); s.add(16); s.add(0); print(s)
x = 12345
def r(n):
    global x
    x = (x * 1103515245 + 12345) % 2**31
    return x // 7 % n
for size in (8, 20, 60):
    for t in range(4):
        s = set()
        for i in range(size * 2):
            v = r(size * 3)
            if r(3): s.add(v)
            else: s.discard(v)
        print(list(s), list(s ^ {r(50) for i in range(9)}), list(s | {r(90)}), list(s - {r(90)}), s.pop())
