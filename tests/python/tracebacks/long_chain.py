try:
    try:
        try:
            int("a")
        except ValueError as e:
            raise KeyError("k") from e
    except KeyError:
        raise RuntimeError("r")
except RuntimeError as e:
    raise OSError(5, "io") from e
