while x, y:
    pass
