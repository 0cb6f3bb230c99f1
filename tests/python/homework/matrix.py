class Matrix:
    def __init__(self, rows): self.rows = [list(row) for row in rows]
    @classmethod
    def identity(cls, n): return cls([[int(i == j) for j in range(n)] for i in range(n)])
    @property
    def shape(self): return len(self.rows), len(self.rows[0])
    @property
    def T(self): return Matrix(zip(*self.rows))
    def __getitem__(self, key):
        i, j = key
        return self.rows[i][j]
    def __matmul__(self, other):
        if self.shape[1] != other.shape[0]:
            raise ValueError(f"shapes {self.shape} and {other.shape} do not fit")
        return Matrix([[sum(a * b for a, b in zip(r, c)) for c in zip(*other.rows)] for r in self.rows])
    def __add__(self, other): return Matrix([[a + b for a, b in zip(p, q)] for p, q in zip(self.rows, other.rows)])
    def __pow__(self, n):
        result, base = Matrix.identity(len(self.rows)), self
        while n:
            if n & 1: result = result @ base
            base, n = base @ base, n >> 1
        return result
    def __eq__(self, other): return self.rows == other.rows
    def __str__(self): return "\n".join(" ".join(f"{v:>4}" for v in r) for r in self.rows)
    def det(self):
        if len(self.rows) == 1: return self.rows[0][0]
        return sum((-1) ** j * self.rows[0][j] * Matrix([r[:j] + r[j + 1:] for r in self.rows[1:]]).det() for j in range(len(self.rows)))
a = Matrix([[1, 2], [3, 4]])
print(a @ a); print(a.T); print(a ** 10); print((Matrix([[1, 1], [1, 0]]) ** 50)[0, 1], a.det(), a.shape, a == a.T.T, a + a == a @ Matrix([[2, 0], [0, 2]]))
print(Matrix([[2, 0, 1], [1, 3, 2], [1, 1, 1]]).det())
try: a @ Matrix([[1, 2, 3]])
except ValueError as e: print(e)
try: a[5, 0]
except IndexError as e: print(e)
try: a[0]
except TypeError as e: print(e)
