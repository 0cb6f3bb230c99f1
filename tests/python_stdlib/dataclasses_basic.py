from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass
from typing import List, Optional, ClassVar
@dataclass
class P:
    x: int
    y: int = 5
    tags: List[str] = field(default_factory=list)
    count: ClassVar[int] = 0
    def total(self):
        return self.x + self.y
p = P(1)
print(p, p == P(1), p == P(2), p.total(), P(1, 2, ["a"]), P(x=3, y=4), asdict(p), astuple(p), replace(p, x=9))
p.tags.append("q")
print(p, P(1).tags, [f.name for f in fields(P)], is_dataclass(P), is_dataclass(p), is_dataclass(int), P.y, P.__match_args__, P.__doc__[:20])
def check(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
check(lambda: P())
check(lambda: P(1, 2, 3, 4))
check(lambda: P(1, z=1))
check(lambda: P(1, x=1))
check(lambda: hash(p))
check(lambda: p < p)
check(lambda: asdict(5))
check(lambda: replace(p, q=1))
@dataclass
class N:
    inner: P
    more: Optional["N"] = None
n = N(P(1), N(P(2)))
print(n, asdict(n), astuple(n))
