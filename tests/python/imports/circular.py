import first
print(first.name, first.second.name, first.late())
