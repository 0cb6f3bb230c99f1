import numbers
print([isinstance(v, k) for v in (1, 1.5, True, "x", None) for k in (numbers.Number, numbers.Real, numbers.Integral)])
