def numbers(n):
    for i in range(n):
        print("make", i)
        yield i
def even(source):
    for x in source:
        if x % 2 == 0:
            yield x
def square(source):
    return (x * x for x in source)
def take(n, source):
    for _, x in zip(range(n), source):
        yield x
print(list(take(2, square(even(numbers(100))))))
gen = (print("first") or x for x in [1, 2])
print("nothing yet")
print(next(gen))
def lines():
    text = "a=1\n\nb=2\n#no\nc=3"
    for line in text.splitlines():
        yield line
pairs = (line.split("=") for line in lines() if line and not line.startswith("#"))
print(dict(pairs))
data = [1, 2, 3]
g = (x for x in data)
data = [7, 8]
print(list(g))
f = 2
g = (x * f for x in [1, 2])
f = 10
print(list(g))
