items = []
value = 1
