import warnings, sys, io
sys.stderr = io.StringIO()
def old():
    warnings.warn("old is deprecated", DeprecationWarning, stacklevel=2)
warnings.warn("plain")
old()
for _ in range(3):
    warnings.warn("once here", RuntimeWarning)
print(sys.stderr.getvalue())
warnings.simplefilter("error")
try:
    warnings.warn("as error")
except UserWarning as e:
    print(repr(e))
warnings.simplefilter("ignore")
warnings.warn("nothing")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    warnings.warn("caught", ResourceWarning)
    print(len(w), w[0].message, w[0].category.__name__)
try:
    warnings.warn("x", int)
except TypeError as e:
    print(e)
