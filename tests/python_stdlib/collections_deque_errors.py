from collections import deque
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
d = deque([1, 2])
check(lambda: deque().pop())
check(lambda: deque().popleft())
check(lambda: d[5])
check(lambda: d.remove(9))
check(lambda: d.index(9))
check(lambda: deque([1], -1))
check(lambda: [d.append(1) for x in d])
check(lambda: d["a"])
check(lambda: deque([1, 2], 2).insert(0, 1))
check(lambda: d < deque([3]))
check(lambda: d + [1])
