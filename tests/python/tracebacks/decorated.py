def logged(f):
    def wrapper(*args):
        print("call")
        return f(*args)
    return wrapper
@logged
def bad(x):
    return x["key"]
bad(5)
