l = list(range(10))
print(l[2:5], l[:3], l[7:], l[::3], l[::-1], l[8:2:-2], l[-3:], l[:-3], l[20:], l[5:2], l[-100:3], l[::-3], l[True:3])
l[2:5] = ["x"]; print(l); l[1:1] = [100, 200]; print(l); l[::2] = [0] * len(l[::2]); print(l); l[:] = "abc"; print(l)
l[5:] = [9]; print(l); l[1:2] = []; print(l); l[-1:] = (7, 8); print(l); l[0:0] = {5}; print(l); l[::-1] = list(l); print(l)
del l[1:3]; print(l); l = list(range(10)); del l[::2]; print(l); del l[-1:]; print(l); l[len(l):] = [1]; print(l)
try: l[::2] = [1]
except ValueError as e: print(e)
try: l[1:2] = 5
except TypeError as e: print(e)
try: l[::2] = 5
except TypeError as e: print(e)
try: l["a":]
except TypeError as e: print(e)
try: l[::0]
except ValueError as e: print(e)
try: l[10] = 1
except IndexError as e: print(e)
try: l["x"] = 1
except TypeError as e: print(e)
try: del l["x"]
except TypeError as e: print(e)
l = [1, 2, 3]; l[1:2] = l; print(l); l[:] = l[::-1]; print(l); l[1:1] = (i for i in "xy"); print(l); a = l; a[:] = []; print(l, a is l)
