from __future__ import annotations
from typing import *
import typing as t
T = TypeVar("T"); K = TypeVar("K", bound=int)
class Stack(Generic[T]):
    def __init__(self) -> None: self.items: List[T] = []
    def push(self, x: T) -> None: self.items.append(x)
    def pop(self) -> T: return self.items.pop()
s: Stack[int] = Stack(); s.push(1); print(s.pop(), Stack[int], Stack[int]().items)
class TD(TypedDict):
    a: int
    b: NotRequired[str] if False else str
d: TD = {"a": 1, "b": "x"}; print(d, TD(a=1, b="y"))
class NT(NamedTuple):
    x: int
    y: str = "d"
print(NT(1), NT(1, "b").y, NT._fields)
class Proto(Protocol):
    def run(self) -> int: ...
class Impl:
    def run(self): return 5
def use(p: Proto) -> int: return p.run()
print(use(Impl()))
def f(a: int, b: Optional[str] = None, *args: Any, c: Union[int, str] = 1, **kw: Dict[str, int]) -> Callable[[int], str]: ...
print(f.__annotations__, t.get_type_hints(use) if False else "")
x: Final = 5; y: ClassVar[int] = 1; z: "undefined_name" = 3; print(x, __annotations__)
UserId = NewType("UserId", int); print(UserId(5), cast(str, 5), List[int], Dict[str, List[int]], Optional[int], Union[int, str], Tuple[int, ...], Callable[..., Any], Literal["a"], Type[int], Iterable[int], Any, t.Sequence[str])
@overload
def g(x: int) -> int: ...
@overload
def g(x: str) -> str: ...
def g(x): return x
print(g(5), TYPE_CHECKING, list[int], dict[str, int], tuple[int, ...], int | None, int | str, isinstance(5, int | str), isinstance("a", (int, str)), list[int]() == [], type[int])
def gen() -> Iterator[int]: yield 1
async_ = Annotated[int, "meta"]; print(list(gen()), async_)
@final
class Fin: pass
AnyStr_ = AnyStr; print(no_type_check, Self if hasattr(t, "Self") else "") if False else print(AnyStr, T, K)
from collections.abc import Callable as C2, Iterable as I2; print(C2[[int], str], I2[int])
def h(cb: C2[[int], None] | None = None) -> list[dict[str, int]]: return []
print(h.__annotations__)
