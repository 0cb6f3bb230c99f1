def inner(x):
    return 10 / x
def middle(x):
    return inner(x) + 1
def outer():
    middle(0)
outer()
