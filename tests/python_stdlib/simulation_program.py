# a student's small simulation: bank with logging, dataclass, enum, heapq
import heapq, random, logging, json
from dataclasses import dataclass, field
from enum import Enum
from collections import defaultdict, Counter
from typing import List, Dict, Optional, Tuple
logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(message)s")
class Kind(Enum):
    ARRIVE = "arrive"
    LEAVE = "leave"
@dataclass(order=True)
class Event:
    at: float
    kind: Kind = field(compare=False)
    who: int = field(compare=False, default=0)
class Sim:
    def __init__(self, seed: int = 1):
        self.rng = random.Random(seed)
        self.q: List[Event] = []
        self.stats: Dict[str, int] = defaultdict(int)
        self.waiting: List[int] = []
    def run(self, n: int) -> Dict[str, int]:
        t = 0.0
        for i in range(n):
            t += self.rng.expovariate(1.0)
            heapq.heappush(self.q, Event(t, Kind.ARRIVE, i))
        while self.q:
            e = heapq.heappop(self.q)
            self.stats[e.kind.value] += 1
            if e.kind is Kind.ARRIVE:
                heapq.heappush(self.q, Event(e.at + self.rng.uniform(0.5, 1.5), Kind.LEAVE, e.who))
        return dict(self.stats)
s = Sim(7)
print(json.dumps(s.run(20), sort_keys=True), Counter(s.rng.choices("abc", k=10)).most_common())
print(Event(1.0, Kind.ARRIVE) < Event(2.0, Kind.LEAVE), Event(1.0, Kind.LEAVE, 3))
