class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def move(self, dx, dy):
        self.x += dx
        self.y += dy
        return self

    def length(self):
        return self.x * self.x + self.y * self.y


points = [Point(i, -i) for i in range(100)]
total = 0
for turn in range(300):
    for point in points:
        point.move(1, 2)
        total += point.length()
