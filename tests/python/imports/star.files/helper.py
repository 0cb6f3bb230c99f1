"Helper's doc."
NAME = "helper"
_hidden = 5
def add(a, b): return a + b
