x = "global"
def reads(): return x
def writes():
    x = "local"
    return x
def declares():
    global x, fresh
    x = "changed"
    fresh = "new"
print(reads(), writes(), reads())
declares()
print(x, fresh)
def unbound():
    try:
        print(y)
    except UnboundLocalError as error:
        print(type(error).__name__, error)
    y = 1
unbound()
def free():
    def inner():
        return z
    try:
        inner()
    except NameError as error:
        print(type(error).__name__, error)
    z = 1
    return inner()
print(free())
def branch(flag):
    if flag:
        value = 1
    return value
try:
    branch(False)
except UnboundLocalError as e:
    print(e)
try:
    print(undefined_name)
except NameError as e:
    print(e)
def handler():
    try:
        1 / 0
    except ZeroDivisionError as e:
        pass
    return e
try:
    handler()
except UnboundLocalError as e2:
    print(e2)
class K:
    a = 1
    b = [a for _ in range(2)] if False else a
    def m(self):
        return a
try:
    K().m()
except NameError as e3:
    print(e3)
