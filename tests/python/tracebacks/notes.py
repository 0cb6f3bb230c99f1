try:
    raise ValueError("base")
except ValueError as e:
    e.add_note("a note")
    e.add_note("another\nwith two lines")
    raise
