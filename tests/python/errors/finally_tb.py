def f():
    try:
        raise ValueError("a")
    finally:
        print("f")
def g():
    try:
        f()
    except ValueError as e:
        print("g", e)
        raise
g()
