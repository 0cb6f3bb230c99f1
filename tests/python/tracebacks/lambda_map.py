numbers = ["1", "2", "x"]
result = list(map(lambda s: int(s), numbers))
