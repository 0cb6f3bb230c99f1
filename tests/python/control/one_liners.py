x = 1; y = 2; print(x, y)
if x: print("a"); print("b")
for i in range(2): print(i); print(-i)
while x: x -= 1; print("down")
def f(): return 1; return 2
class A: v = 1; w = 2
print(f(), A.v, A.w)
try: 1 / 0
except ZeroDivisionError: print("caught"); y = 5
else: pass
finally: print("f"); pass
if 0: pass
elif y == 5: print("elif")
else: print("else")
lam = lambda: (print("1"), print("2"))[0]
lam()
total = 1 + \
    2 + \
    3
print(total)
print("a" "b"
      'c')
if True:
    ...
pass; pass
