import first
name = "second of " + first.name
def use(): return hasattr(first, "late")
