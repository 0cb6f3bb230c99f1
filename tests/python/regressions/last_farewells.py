class Noisy:
    def __init__(self, name, *parts): self.name, self.parts = name, parts
    def __del__(self): print("del", self.name)
a = Noisy("a")
b = [Noisy("b0"), Noisy("b1")]
c = {"k": Noisy("c")}
d = Noisy("d", Noisy("inner"))
def generator():
    try: yield 1
    finally: print("generator closed")
g = generator(); next(g)
class Loud(Noisy):
    def __del__(self):
        print("loud", self.name, len(b))
e = Loud("e")
print("end of text")
