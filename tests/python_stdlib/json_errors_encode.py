import json
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
class C:
    pass
check(lambda: json.dumps(C()))
check(lambda: json.dumps({1, 2}))
check(lambda: json.dumps(b"x"))
check(lambda: json.dumps({(1, 2): 3}))
check(lambda: json.dumps(float("nan"), allow_nan=False))
a = []
a.append(a)
check(lambda: json.dumps(a))
check(lambda: json.dumps({"x": 1}, default=str))
check(lambda: json.dumps({"x": C}, default=lambda o: o.__name__))
check(lambda: json.dumps([range(2)]))
