from enum import Flag, IntFlag, auto
class P(Flag):
    R = auto()
    W = auto()
    X = auto()
    RW = R | W
print(P.R, repr(P.R), P.R | P.X, repr(P.R | P.W), repr(P.R | P.X), P.RW, P.R in P.RW, P.X in P.RW, P(0), repr(P(0)), bool(P(0)), bool(P.R))
print(list(P), list(P.RW), P.RW & P.R, repr(P.RW ^ P.R), repr(~P.R), len(P.RW), P(3) is P.RW, P.R.value, (P.R | P.X).value, P, (P.R | P.X).name)
try:
    P(8)
except ValueError as e:
    print(e)
class F(IntFlag):
    A = 1
    B = 2
    C = 4
print(F.A | F.B, repr(F.A | F.B), F.A | 8, repr(F.A | 8), F.A == 1, F(6), repr(F(6)), F.A & 3, repr(~F.A), 2 & F.B, F.A + 1, list(F(5)), f"{F.C}")
try:
    P.R | 1
except TypeError as e:
    print(e)
