def find(x): pass
row = find(1)
print(row[0])
