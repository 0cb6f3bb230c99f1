print(f"a }")
