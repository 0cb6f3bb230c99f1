# Methods count self, and are named with their class.
class Box:
    def __init__(self, width, height):
        self.width = width
    def grow(self, by):
        self.width += by
    @staticmethod
    def make(a): return a
    @classmethod
    def build(cls, a, b): return cls(a, b)

def attempt(call):
    try:
        call()
    except TypeError as error:
        print(error)

box = Box(1, 2)
attempt(lambda: Box())
attempt(lambda: Box(1))
attempt(lambda: Box(1, 2, 3))
attempt(lambda: Box(1, height=2, depth=3))
attempt(lambda: box.grow())
attempt(lambda: box.grow(1, 2))
attempt(lambda: box.grow(to=1))
attempt(lambda: Box.make())
attempt(lambda: Box.build(1))
attempt(lambda: Box.grow(1))
attempt(lambda: Box.grow())
attempt(lambda: box())
attempt(lambda: object(1))
