def f():
    result = 1
    return resutl
f()
