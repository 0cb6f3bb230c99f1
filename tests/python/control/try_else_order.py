def run(raises, returns):
    try:
        print("try", end=" ")
        if raises:
            raise raises
        if returns:
            return "returned"
    except KeyError as error:
        print("except", repr(error), end=" ")
    except (ValueError, TypeError) as error:
        print("pair", repr(error), end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally", end=" ")
    return "fell"
print(run(None, False))
print(run(None, True))
print(run(KeyError("a"), False))
print(run(TypeError("b"), False))
try:
    run(RuntimeError("c"), False)
except Exception as error:
    print("outside", error)
try:
    try:
        raise ValueError(1)
    except ValueError:
        raise
except ValueError as e:
    print("re-raised", e)
try:
    pass
except NonExistent:
    print("never looked at")
try:
    try:
        raise OSError("x")
    except NonExistent:
        pass
except NameError as e:
    print(e, "|", repr(e.__context__))
try:
    raise
except RuntimeError as e:
    print(e)
try:
    try: raise ValueError
    except 5: pass
except TypeError as e:
    print(e)
