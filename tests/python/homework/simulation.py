import functools
class Event:
    def __init__(self, time, name, action): self.time, self.name, self.action = time, name, action
    def __lt__(self, other): return (self.time, self.name) < (other.time, other.name)
class Simulator:
    def __init__(self): self.now, self.queue, self.log = 0, [], []
    def at(self, delay, name, action):
        import heapq
        heapq.heappush(self.queue, Event(self.now + delay, name, action))
    def run(self, until):
        import heapq
        while self.queue and self.queue[0].time <= until:
            event = heapq.heappop(self.queue)
            self.now = event.time
            self.log.append((event.time, event.name))
            event.action()
class Shop:
    def __init__(self, sim, service): self.sim, self.service, self.waiting, self.busy, self.served = sim, service, [], False, 0
    def arrive(self, who):
        print(f"{self.sim.now:>5.1f} {who} arrives, {len(self.waiting)} waiting")
        self.waiting.append(who)
        if not self.busy: self.next()
    def next(self):
        self.busy = bool(self.waiting)
        if self.busy:
            who = self.waiting.pop(0)
            self.sim.at(self.service, f"done {who}", functools.partial(self.leave, who))
    def leave(self, who):
        self.served += 1
        print(f"{self.sim.now:>5.1f} {who} leaves")
        self.next()
sim = Simulator(); shop = Shop(sim, 2.5)
seed = 7
def chance():
    global seed
    seed = (seed * 1103515245 + 12345) % 2 ** 31
    return seed / 2 ** 31
time = 0
for name in ("ann", "bob", "cyd", "dan", "eve"):
    time += chance() * 3
    sim.at(time, name, functools.partial(shop.arrive, name))
sim.run(9); print("--", shop.served, len(sim.queue)); sim.run(99); print(len(sim.log), sim.log[-1], shop.served)
grid = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
def life(cells):
    near = {}
    for x, y in cells:
        for dx in (-1, 0, 1):
            for dy in (-1, 0, 1):
                if dx or dy: near[x + dx, y + dy] = near.get((x + dx, y + dy), 0) + 1
    return {c for c, n in near.items() if n == 3 or n == 2 and c in cells}
for _ in range(4): grid = life(grid)
print(sorted(grid), len(life(grid)))
