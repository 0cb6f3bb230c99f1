from functools import cached_property
class C:
    n = 0
    @cached_property
    def value(self):
        """doc"""
        C.n += 1
        return C.n * 10
c = C()
print(c.value, c.value, C.n, c.__dict__)
del c.value
print(c.value, C.n)
c.value = 5
print(c.value)
