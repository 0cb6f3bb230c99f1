config = {"a": {"b": [1, 2]}}
print(config["a"]["b"][5])
