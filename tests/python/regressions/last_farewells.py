class Noisy:
    def __init__(self, name, *parts): self.name, self.parts = name, parts
    def __del__(self): print("del", self.name)
a = Noisy("a")
d = Noisy("d")
def generator():
    try: yield 1
    finally: print("generator closed")
g = generator(); next(g)
class Loud(Noisy):
    def __del__(self):
        print("loud", self.name)
e = Loud("e")
print("end of text")
