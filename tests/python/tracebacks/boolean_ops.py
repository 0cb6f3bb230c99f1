def check(x): return x.valid
ok = True and check(None) or False
