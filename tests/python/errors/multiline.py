values = {
    "a": 1,
}
def compute(a, b, c):
    return a + b[0] * c
print(compute(1,
              [2],
              "x") + compute(
    1, [], 2))
