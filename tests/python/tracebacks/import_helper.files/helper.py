LIMIT = 2
def double(x):
    return x * 2
def fail(n):
    if n > LIMIT:
        raise ValueError("over the limit")
