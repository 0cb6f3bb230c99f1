if (n := int("z")) > 3:
    print(n)
