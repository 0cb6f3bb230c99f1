def tag(name):
    print("make", name)
    def apply(f):
        print("apply", name)
        def run(*a):
            print("enter", name)
            r = f(*a)
            print("leave", name)
            return r
        return run
    return apply
@tag("outer")
@tag("inner")
def work(x):
    print("work", x)
    return x
work(1)
@(lambda f: f)
def plain(): return "plain"
print(plain())
@print
def shown(): pass
