values = [3, 1]
print(lenn(values))
