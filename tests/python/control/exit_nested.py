def clean():
    try:
        raise ValueError("inner")
    except ValueError:
        raise SystemExit(7)
clean()
