print(f"a {x")
