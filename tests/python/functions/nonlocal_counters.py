def counter():
    count = 0
    def increment(by=1):
        nonlocal count
        count += by
        return count
    def reset():
        nonlocal count
        count = 0
    return increment, reset

inc, reset = counter()
other, _ = counter()
print(inc(), inc(), inc(5), other())
reset()
print(inc(), other())
def outer():
    x = 1
    def middle():
        def inner():
            nonlocal x
            x += 1
            return x
        return inner
    f = middle()
    f()
    return f(), x
print(outer())
def deleted():
    v = 1
    def look():
        return v
    del v
    try:
        look()
    except NameError as error:
        print(type(error).__name__, error)
deleted()
