count = {"a": 1}
count["b"] += 1
