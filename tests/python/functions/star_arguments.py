def show(*args, **kwargs):
    print(args, kwargs)
show(*[1, 2], *(3,), x=1, **{"y": 2}, **{"z": 3})
show(*"ab", *{}, **{})
show(*range(3), 9, *[10])
show(*(i * i for i in range(3)))
def fixed(a, b, *rest, c=0, **more):
    return a, b, rest, c, more
print(fixed(1, 2), fixed(1, 2, 3, 4), fixed(*[1, 2, 3], c=5, d=6))
print(fixed(b=1, a=2, z=3))
def attempt(call):
    try:
        call()
    except TypeError as error:
        print(error)
attempt(lambda: show(*5))
attempt(lambda: show(**5))
attempt(lambda: show(**{1: 2}))
attempt(lambda: show(x=1, **{"x": 2}))
attempt(lambda: fixed(1, **{"a": 2}))
attempt(lambda: show(*None))
attempt(lambda: show(**[1]))
attempt(lambda: fixed(*[1], *[2], b=3))
