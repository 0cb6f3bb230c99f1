from typing import *
T = TypeVar("T")
print(List[int], Dict[str, int], Optional[int], Union[int, str], Union[int, None], Tuple[int, ...], Callable[[int, str], bool], Any, List, T, Literal["a", 1])
print(List[Optional[Dict[str, List[int]]]], Callable[..., int], Type[int], Iterable[T], Optional["Node"], Union[int, str, None], Final, ClassVar[int])
class Stack(Generic[T]):
    def __init__(self):
        self.items: List[T] = []
    def push(self, x: T) -> None:
        self.items.append(x)
s = Stack[int]()
s.push(1)
print(s.items, isinstance(s, Stack))
def f(a: int, b: "str" = "x") -> Optional[float]:
    pass
print(f.__annotations__ == {"a": int, "b": "str", "return": Optional[float]}, Union[int, str] == Union[str, int], cast(int, "5"), List[int] == List[int])
UserId = NewType("UserId", int)
print(UserId(5), UserId.__name__, get_origin(List[int]), get_args(Dict[str, int]), TYPE_CHECKING, Optional[int].__args__)
def g(x: Union[int, str], y: Sequence[int] = ()) -> Iterator[int]:
    yield 1
print(list(g(1)), isinstance([], List) if False else "ok", Text is str)
try:
    Union[int, str]()
except TypeError as e:
    print("TypeError")
