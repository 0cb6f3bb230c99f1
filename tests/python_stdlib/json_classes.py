import json, datetime
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y
class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, Point):
            return {"x": o.x, "y": o.y}
        if isinstance(o, set):
            return sorted(o)
        return super().default(o)
print(json.dumps({"p": Point(1, 2), "s": {3, 1}}, cls=Encoder, indent=1))
try:
    json.dumps(range(2), cls=Encoder)
except TypeError as e:
    print(e)
print(Encoder().encode([Point(0, 0)]), "".join(Encoder().iterencode([1])))
print(json.JSONDecoder().raw_decode('{"a": 1} trailing'), json.JSONDecoder().decode("[1]"))
print(json.dumps(Point(1, 2).__dict__), json.dumps([Point(3, 4)], default=vars))
