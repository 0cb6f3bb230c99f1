a = 1
if 0 < a < "5":
    pass
