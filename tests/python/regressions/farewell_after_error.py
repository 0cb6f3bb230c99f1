class Noisy:
    def __del__(self): print("del")
n = Noisy()
raise ValueError("the end")
