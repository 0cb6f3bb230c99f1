items = ["1", "2", "x"]
print([int(i) for i in items])
