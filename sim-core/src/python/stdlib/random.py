"""Random numbers: the Mersenne Twister is native, the distributions are here.

Each distribution takes its draws in the order CPython's does, so a seeded
program sees the same numbers.
"""

import math as _math

import _random
from _system import urandom as _urandom

_log, _exp, _sqrt, _cos, _sin, _acos = _math.log, _math.exp, _math.sqrt, _math.cos, _math.sin, _math.acos
_TWO_PI = 2.0 * _math.pi
_KINDERMAN = 4 * _exp(-0.5) / _sqrt(2.0)
_LOG4 = _log(4.0)
_ONE_PLUS_LOG_4_5 = 1.0 + _log(4.5)


def _index(value):
    if isinstance(value, int):
        return value
    convert = getattr(type(value), "__index__", None)
    if convert is not None:
        return convert(value)
    whole = int(value)
    if whole != value:
        raise ValueError("non-integer arg 1 for randrange()")
    return whole


class Random:
    """A source of random numbers with its own state."""

    VERSION = 3

    def __init__(self, x=None):
        self._core = _random.Random()
        self._spare = None
        if type(self).random is Random.random:
            # The native method itself: one call less in the tightest loops.
            self.random = self._core.random
            if type(self).getrandbits is Random.getrandbits:
                self._below = self._core.below
        self.seed(x)

    def seed(self, a=None, version=2):
        if a is not None and not isinstance(a, (int, float, str, bytes, bytearray)):
            raise TypeError("The only supported seed types are: None,\nint, float, str, bytes, and bytearray.")
        self._core.seed(_urandom(32) if a is None else a)
        self._spare = None

    def getstate(self):
        return self.VERSION, self._core.getstate(), self._spare

    def setstate(self, state):
        version, inner, self._spare = state
        if version != self.VERSION:
            raise ValueError(f"state with version {version} passed to Random.setstate() of version {self.VERSION}")
        self._core.setstate(inner)

    def random(self):
        return self._core.random()

    def getrandbits(self, k):
        return self._core.getrandbits(k)

    def randbytes(self, n):
        return self.getrandbits(n * 8).to_bytes(n, "little")

    def _below(self, n):
        bits = n.bit_length()
        draw = self.getrandbits
        r = draw(bits)
        while r >= n:
            r = draw(bits)
        return r

    # Integers

    def randrange(self, start, stop=None, step=1):
        start = _index(start)
        if stop is None:
            if step != 1:
                raise TypeError("Missing a non-None stop argument")
            if start > 0:
                return self._below(start)
            raise ValueError("empty range for randrange()")
        stop = _index(stop)
        width = stop - start
        step = _index(step)
        if step == 1:
            if width > 0:
                return start + self._below(width)
            raise ValueError(f"empty range for randrange() ({start}, {stop}, {width})")
        if step > 0:
            count = (width + step - 1) // step
        elif step < 0:
            count = (width + step + 1) // step
        else:
            raise ValueError("zero step for randrange()")
        if count <= 0:
            raise ValueError("empty range for randrange()")
        return start + step * self._below(count)

    def randint(self, a, b):
        return self.randrange(a, b + 1)

    # Sequences

    def choice(self, seq):
        if not len(seq):
            raise IndexError("Cannot choose from an empty sequence")
        return seq[self._below(len(seq))]

    def shuffle(self, x):
        below = self._below
        for last in range(len(x) - 1, 0, -1):
            other = below(last + 1)
            x[last], x[other] = x[other], x[last]

    def sample(self, population, k, *, counts=None):
        if not hasattr(population, "__getitem__") or isinstance(population, (dict, set, frozenset)):
            raise TypeError("Population must be a sequence.  For dicts or sets, use sorted(d).")
        n = len(population)
        if counts is not None:
            return self._sample_counted(population, k, counts)
        if not 0 <= k <= n:
            raise ValueError("Sample larger than population or is negative")
        below = self._below
        result = [None] * k
        # A set of the chosen is smaller than a copy of the population: from here on.
        threshold = 21
        if k > 5:
            threshold += 4 ** _math.ceil(_log(k * 3, 4))
        if n <= threshold:
            pool = list(population)
            for taken in range(k):
                at = below(n - taken)
                result[taken] = pool[at]
                pool[at] = pool[n - taken - 1]
        else:
            chosen = set()
            for taken in range(k):
                at = below(n)
                while at in chosen:
                    at = below(n)
                chosen.add(at)
                result[taken] = population[at]
        return result

    def _sample_counted(self, population, k, counts):
        sums = _running_sums(counts)
        if len(sums) != len(population):
            raise ValueError("The number of counts does not match the population")
        total = sums.pop()
        if not isinstance(total, int):
            raise TypeError("Counts must be integers")
        if total <= 0:
            raise ValueError("Total of counts must be greater than zero")
        return [population[_place(sums, pick, 0, len(sums))] for pick in self.sample(range(total), k)]

    def choices(self, population, weights=None, *, cum_weights=None, k=1):
        random = self.random
        n = len(population)
        if cum_weights is None:
            if weights is None:
                scale = n + 0.0
                return [population[int(random() * scale)] for _ in range(k)]
            if isinstance(weights, int):
                raise TypeError(f"The number of choices must be a keyword argument: k={weights!r}")
            cum_weights = _running_sums(weights)
        elif weights is not None:
            raise TypeError("Cannot specify both weights and cumulative weights")
        if len(cum_weights) != n:
            raise ValueError("The number of weights does not match the population")
        total = cum_weights[-1] + 0.0
        if total <= 0.0:
            raise ValueError("Total of weights must be greater than zero")
        if not _math.isfinite(total):
            raise ValueError("Total of weights must be finite")
        return [population[_place(cum_weights, random() * total, 0, n - 1)] for _ in range(k)]

    # Real distributions

    def uniform(self, a, b):
        return a + (b - a) * self.random()

    def triangular(self, low=0.0, high=1.0, mode=None):
        u = self.random()
        try:
            split = 0.5 if mode is None else (mode - low) / (high - low)
        except ZeroDivisionError:
            return low
        if u > split:
            u, split = 1.0 - u, 1.0 - split
            low, high = high, low
        return low + (high - low) * _sqrt(u * split)

    def normalvariate(self, mu=0.0, sigma=1.0):
        random = self.random
        while True:
            u = random()
            v = 1.0 - random()
            z = _KINDERMAN * (u - 0.5) / v
            if z * z / 4.0 <= -_log(v):
                return mu + z * sigma

    def gauss(self, mu=0.0, sigma=1.0):
        z = self._spare
        self._spare = None
        if z is None:
            angle = self.random() * _TWO_PI
            radius = _sqrt(-2.0 * _log(1.0 - self.random()))
            z = _cos(angle) * radius
            self._spare = _sin(angle) * radius
        return mu + z * sigma

    def lognormvariate(self, mu, sigma):
        return _exp(self.normalvariate(mu, sigma))

    def expovariate(self, lambd):
        return -_log(1.0 - self.random()) / lambd

    def vonmisesvariate(self, mu, kappa):
        random = self.random
        if kappa <= 1e-6:
            return _TWO_PI * random()
        s = 0.5 / kappa
        r = s + _sqrt(1.0 + s * s)
        while True:
            z = _cos(_math.pi * random())
            d = z / (r + z)
            u = random()
            if u < 1.0 - d * d or u <= (1.0 - d) * _exp(d):
                break
        q = 1.0 / r
        f = (q + z) / (1.0 + q * z)
        if random() > 0.5:
            return (mu + _acos(f)) % _TWO_PI
        return (mu - _acos(f)) % _TWO_PI

    def gammavariate(self, alpha, beta):
        if alpha <= 0.0 or beta <= 0.0:
            raise ValueError("gammavariate: alpha and beta must be > 0.0")
        random = self.random
        if alpha > 1.0:
            return self._gamma_large(alpha, beta)
        if alpha == 1.0:
            return -_log(1.0 - random()) * beta
        while True:
            b = (_math.e + alpha) / _math.e
            p = b * random()
            if p <= 1.0:
                x = p ** (1.0 / alpha)
            else:
                x = -_log((b - p) / alpha)
            u = random()
            if p > 1.0:
                if u <= x ** (alpha - 1.0):
                    return x * beta
            elif u <= _exp(-x):
                return x * beta

    def _gamma_large(self, alpha, beta):
        random = self.random
        a = _sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG4
        c = alpha + a
        while True:
            u = random()
            if not 1e-7 < u < 0.9999999:
                continue
            v = 1.0 - random()
            w = _log(u / (1.0 - u)) / a
            x = alpha * _exp(w)
            z = u * u * v
            r = b + c * w - x
            if r + _ONE_PLUS_LOG_4_5 - 4.5 * z >= 0.0 or r >= _log(z):
                return x * beta

    def betavariate(self, alpha, beta):
        y = self.gammavariate(alpha, 1.0)
        if y:
            return y / (y + self.gammavariate(beta, 1.0))
        return 0.0

    def paretovariate(self, alpha):
        return (1.0 - self.random()) ** (-1.0 / alpha)

    def weibullvariate(self, alpha, beta):
        return alpha * (-_log(1.0 - self.random())) ** (1.0 / beta)


class SystemRandom(Random):
    """As `Random`, but cannot be seeded."""

    def seed(self, a=None, version=2):
        self._core.seed(_urandom(32))

    def getstate(self):
        raise NotImplementedError("System entropy source does not have state.")

    def setstate(self, state):
        raise NotImplementedError("System entropy source does not have state.")


def _running_sums(weights):
    total = None
    sums = []
    for weight in weights:
        total = weight if total is None else total + weight
        sums.append(total)
    return sums


def _place(sums, value, low, high):
    """The first place whose sum is beyond `value`."""
    while low < high:
        middle = (low + high) // 2
        if value < sums[middle]:
            high = middle
        else:
            low = middle + 1
    return low


_shared = Random()
seed = _shared.seed
random = _shared.random
uniform = _shared.uniform
triangular = _shared.triangular
randint = _shared.randint
choice = _shared.choice
randrange = _shared.randrange
sample = _shared.sample
shuffle = _shared.shuffle
choices = _shared.choices
normalvariate = _shared.normalvariate
lognormvariate = _shared.lognormvariate
expovariate = _shared.expovariate
vonmisesvariate = _shared.vonmisesvariate
gammavariate = _shared.gammavariate
gauss = _shared.gauss
betavariate = _shared.betavariate
paretovariate = _shared.paretovariate
weibullvariate = _shared.weibullvariate
getstate = _shared.getstate
setstate = _shared.setstate
getrandbits = _shared.getrandbits
randbytes = _shared.randbytes
