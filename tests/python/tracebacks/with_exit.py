class Manager:
    def __enter__(self): return self
    def __exit__(self, *args):
        print("exit")
with Manager() as m:
    value = m.missing
