try:
    open_it = int("abc")
except ValueError:
    undefined()
