x = 1
total = (1 + 2
