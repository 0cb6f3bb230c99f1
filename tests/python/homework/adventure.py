ROOMS = {
    "hall": {"text": "A dusty hall.", "north": "library", "east": "kitchen"},
    "library": {"text": "Books everywhere.", "south": "hall", "item": "key"},
    "kitchen": {"text": "It smells.", "west": "hall", "down": "cellar"},
    "cellar": {"text": "A locked chest.", "up": "kitchen", "chest": True},
}
class Game:
    def __init__(self):
        self.room, self.bag, self.turns = "hall", [], 0
    def go(self, way):
        if way not in ROOMS[self.room] or way in ("text", "item", "chest"):
            return f"You cannot go {way}."
        self.room = ROOMS[self.room][way]
        return self.look()
    def look(self, *_):
        room = ROOMS[self.room]
        exits = ", ".join(sorted(k for k in room if k not in ("text", "item", "chest")))
        return f"{room['text']} Exits: {exits}." + (f" You see a {room['item']}." if "item" in room else "")
    def take(self, what):
        if ROOMS[self.room].get("item") == what:
            self.bag.append(ROOMS[self.room].pop("item"))
            return f"Taken: {what}."
        return f"There is no {what}."
    def open(self, what):
        if what == "chest" and ROOMS[self.room].get("chest"):
            if "key" in self.bag:
                raise SystemExit(f"You win in {self.turns} turns!")
            return "Locked."
        return "Nothing to open."
game = Game()
print(game.look())
while True:
    try:
        verb, *rest = input("> ").split() or ["look"]
    except EOFError:
        print("bye"); break
    game.turns += 1
    action = getattr(game, verb, None)
    if not callable(action):
        print(f"I do not know {verb!r}.")
        continue
    try: print(action(*rest))
    except TypeError: print(f"{verb} what?")
