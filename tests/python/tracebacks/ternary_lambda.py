f = lambda v: v if v else g(v)
f(0)
