def a(v): return v
print(a(a(a(1) + a("2"))))
