x = 5
y = (x.foo
     if x else 0)
