def greet(name, greeting="hi"): pass
greet("a", greting="x")
