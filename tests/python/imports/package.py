import shapes
from shapes import square
from shapes.square import area
import shapes.circle as c
print(shapes.NAME, square.area(2), area(3), c.area(1), shapes.circle is c)
from shapes.circle import *
print(area(2))
