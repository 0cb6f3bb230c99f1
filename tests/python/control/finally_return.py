def one():
    try:
        return "try"
    finally:
        print("finally one")
def two():
    try:
        return "try"
    finally:
        return "finally"
def three():
    try:
        raise ValueError("lost")
    finally:
        return "swallowed"
def four():
    for i in range(3):
        try:
            continue
        finally:
            print("f", i)
    return "end"
def five():
    while True:
        try:
            return "a"
        finally:
            break
    return "b"
def six():
    x = 1
    try:
        return x
    finally:
        x = 2
def seven():
    try:
        try:
            raise KeyError("k")
        finally:
            raise ValueError("v")
    except ValueError as error:
        return repr(error), repr(error.__context__)
def eight():
    for i in range(2):
        try:
            if i: return "second"
        except Exception:
            pass
        else:
            print("else", i)
        finally:
            print("fin", i)
print(one(), two(), three(), four(), five(), six(), seven(), eight())
