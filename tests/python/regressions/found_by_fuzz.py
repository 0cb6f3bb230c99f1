class Box:
    def __init__(self, held):
        self.held = held

    def __repr__(self):
        return f"Box({self.held}) é"


class Own(ValueError):
    def __eq__(self, other):
        return True


def show(do):
    try:
        print(repr(do()))
    except Exception as e:
        print(type(e).__name__, e)


show(lambda: [].index(Box(1)))
show(lambda: [1, 2].index(Box(1)))
show(lambda: (1, 2).index(Box(1)))
show(lambda: ascii(Box(2)))
show(lambda: f"{Box(3)!a}")
show(lambda: "%a" % Box(4))
show(lambda: {}.pop([], "default"))
show(lambda: {}.pop([]))
show(lambda: {1: 2}.pop([], "default"))
show(lambda: [1][2**63])
show(lambda: [1].__delitem__(2**63))
show(lambda: [1].__delitem__(5))
show(lambda: b"%b" % True)
show(lambda: b"%s" % 1)
show(lambda: b"%d" % True)
show(lambda: {Own(): 1})
show(lambda: hash(Own()))


class Call(ValueError):
    def __call__(self, *args):
        return args


show(lambda: Call()(1, 2))
show(lambda: callable(Call()))
show(lambda: callable(ValueError()))
show(lambda: ValueError()(1))
show(lambda: sorted([3, 1], reverse="yes"))
show(lambda: sorted([3, 1], key=str, reverse=None))
show(lambda: sorted([3, 1], key=str, reverse=1))
show(lambda: [3, 1].sort(reverse=0.5))
show(lambda: sorted([3, 1], reverse=2**70))
show(lambda: sorted([3, 1], reverse=-1))
show(lambda: [].insert(2**70, 1))
show(lambda: list(range(-2**70)))
