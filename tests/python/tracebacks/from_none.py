def read():
    try:
        {}["port"]
    except KeyError:
        raise ValueError("no port") from None
read()
