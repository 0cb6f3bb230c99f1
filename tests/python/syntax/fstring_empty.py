print(f"a {}")
