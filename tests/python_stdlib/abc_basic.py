from abc import ABC, abstractmethod
class Shape(ABC):
    @abstractmethod
    def area(self):
        return 1
    @property
    @abstractmethod
    def name(self):
        pass
    def show(self):
        return f"{self.name} {self.area()}"
class Half(Shape):
    name = "half"
class Sq(Half):
    def area(self):
        return super().area() + 3
for c in (Shape, Half):
    try:
        c()
    except TypeError as e:
        print(e)
print(Sq().show(), isinstance(Sq(), Shape), issubclass(Sq, Shape))
@Shape.register
class Other:
    pass
print(isinstance(Other(), Shape), issubclass(Other, Shape), isinstance(5, Shape))
