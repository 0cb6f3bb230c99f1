for i in range(3):
    if i == 5: break
else:
    print("no break")
for i in range(3):
    if i == 1: break
else:
    print("not printed")
print(i)
while True:
    break
else:
    print("no")
n = 3
while n:
    n -= 1
    if n == 1: continue
    print(n, end=" ")
else:
    print("while done")
for x in []:
    pass
else:
    print("empty loop has else")
for a in range(3):
    for b in range(3):
        if b == 1: break
    else:
        print("inner else")
    if a == 1: break
else:
    print("outer else")
print(a, b)
def primes(limit):
    for n in range(2, limit):
        for d in range(2, n):
            if n % d == 0: break
        else:
            yield n
print(list(primes(30)))
for i in range(2):
    try:
        break
    finally:
        print("finally in break")
