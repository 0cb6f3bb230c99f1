print("loading broken")
value = 1 / 0
