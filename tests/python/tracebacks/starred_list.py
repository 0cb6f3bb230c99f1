x = [*range(2), *None]
