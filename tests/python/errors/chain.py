def load():
    try:
        return {}["key"]
    except KeyError as e:
        raise ValueError("no key") from e
try:
    load()
except ValueError:
    data = [1, 2, 3]
    print(data[10])
