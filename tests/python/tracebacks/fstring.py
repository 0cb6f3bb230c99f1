name = "x"
print(f"hello {name} and {other}")
