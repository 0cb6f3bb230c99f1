def collatz(n):
    steps = 0
    while n != 1:
        if n % 2:
            n = 3 * n + 1
        else:
            n //= 2
        steps += 1
    return steps


longest = 0
for n in range(1, 2500):
    steps = collatz(n)
    if steps > longest:
        longest = steps
x = 0.5
for i in range(60000):
    x = 3.7 * x * (1.0 - x)
    longest = (longest * 31 + i) & 0xFFFF
