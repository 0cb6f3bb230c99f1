class Money:
    def __init__(self, v): self.v = v
    def __add__(self, other):
        return Money(self.v + other.v)
total = sum([Money(1), Money(2)], Money(0))
print(total.v)
print((Money(1) + 5).v)
