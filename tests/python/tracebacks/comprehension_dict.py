prices = {"a": "1", "b": None}
total = {k: float(v) for k, v in prices.items()}
