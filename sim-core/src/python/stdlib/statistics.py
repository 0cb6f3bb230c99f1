"""Means, spreads and the like. Sums are exact, as fractions of integers."""

import math as _math


class StatisticsError(ValueError):
    """There is no such value for these data."""


def _exact(data):
    """The sum as numerator and denominator, the number of data, and whether all are int."""
    above, below, count, is_int = 0, 1, 0, True
    for value in data:
        if isinstance(value, int):
            n, d = value, 1
        else:
            is_int = False
            n, d = value.as_integer_ratio()
        if d == below:
            above += n
        else:
            above = above * d + n * below
            below *= d
            shared = _math.gcd(above, below)
            above //= shared
            below //= shared
        count += 1
    return above, below, count, is_int


def _number(above, below, is_int):
    return above // below if is_int and above % below == 0 else above / below


def mean(data):
    above, below, count, is_int = _exact(data)
    if not count:
        raise StatisticsError("mean requires at least one data point")
    return _number(above, below * count, is_int)


def fmean(data, weights=None):
    data = list(data)
    if weights is not None:
        weights = list(weights)
        if len(weights) != len(data):
            raise StatisticsError("data and weights must be the same length")
        if not sum(weights):
            raise StatisticsError("sum of weights must be non-zero")
        return _math.fsum([a * b for a, b in zip(data, weights)]) / _math.fsum(weights)
    if not data:
        raise StatisticsError("fmean requires at least one data point")
    return _math.fsum(data) / len(data)


def geometric_mean(data):
    try:
        return _math.exp(fmean([_math.log(value) for value in data]))
    except ValueError:
        raise StatisticsError("geometric mean requires a non-empty dataset containing positive numbers") from None


def harmonic_mean(data, weights=None):
    data = list(data)
    if not data:
        raise StatisticsError("harmonic_mean requires at least one data point")
    weights = [1] * len(data) if weights is None else list(weights)
    if any(value < 0 for value in data):
        raise StatisticsError("harmonic mean does not support negative values")
    if any(value == 0 for value in data):
        return 0
    return sum(weights) / _math.fsum([weight / value for weight, value in zip(weights, data)])


def _sorted(data, name):
    data = sorted(data)
    if not data:
        raise StatisticsError("no median for empty data")
    return data


def median(data):
    data = _sorted(data, "median")
    half = len(data) // 2
    return data[half] if len(data) % 2 else (data[half - 1] + data[half]) / 2


def median_low(data):
    data = _sorted(data, "median_low")
    return data[(len(data) - 1) // 2]


def median_high(data):
    data = _sorted(data, "median_high")
    return data[len(data) // 2]


def median_grouped(data, interval=1):
    data = _sorted(data, "median_grouped")
    if len(data) == 1:
        return data[0]
    middle = data[len(data) // 2]
    below = len([value for value in data if value < middle])
    return middle - interval / 2 + interval * (len(data) / 2 - below) / data.count(middle)


def _counts(data):
    counts = {}
    for value in data:
        counts[value] = counts.get(value, 0) + 1
    return counts


def mode(data):
    counts = _counts(data)
    if not counts:
        raise StatisticsError("no mode for empty data")
    return max(counts, key=counts.get)


def multimode(data):
    counts = _counts(data)
    most = max(counts.values(), default=0)
    return [value for value, count in counts.items() if count == most]


def _squares(data, center):
    """The sum of squared distances from the mean, as a fraction, and the number of data."""
    data = list(data)
    above, below, count, is_int = _exact(data)
    total, ground = 0, 1
    if center is not None:
        above, below = center.as_integer_ratio()
        middle_above, middle_below = above, below
    else:
        middle_above, middle_below = above, below * max(count, 1)
    for value in data:
        n, d = value.as_integer_ratio()
        n = n * middle_below - middle_above * d
        d *= middle_below
        n, d = n * n, d * d
        total, ground = (total + n, ground) if d == ground else (total * d + n * ground, ground * d)
        shared = _math.gcd(total, ground)
        total //= shared
        ground //= shared
    return total, ground, count, is_int and center is None


def variance(data, xbar=None):
    total, ground, count, is_int = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("variance requires at least two data points")
    return _number(total, ground * (count - 1), is_int)


def pvariance(data, mu=None):
    total, ground, count, is_int = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pvariance requires at least one data point")
    return _number(total, ground * count, is_int)


def _root(above, below):
    """The square root of a fraction, rounded once."""
    if not above:
        return 0.0
    shift = max(0, (2 * 55 - (above.bit_length() - below.bit_length())) // 2 + 1)
    scaled = (above << 2 * shift) // below
    root = _math.isqrt(scaled)
    # A last bit that says whether something is left over rounds rightly.
    root = root << 1 | (root * root * below != above << 2 * shift)
    return root / (1 << shift + 1)


def stdev(data, xbar=None):
    total, ground, count, _ = _squares(data, xbar)
    if count < 2:
        raise StatisticsError("stdev requires at least two data points")
    return _root(total, ground * (count - 1))


def pstdev(data, mu=None):
    total, ground, count, _ = _squares(data, mu)
    if count < 1:
        raise StatisticsError("pstdev requires at least one data point")
    return _root(total, ground * count)


def quantiles(data, *, n=4, method="exclusive"):
    if n < 1:
        raise StatisticsError("n must be at least 1")
    data = sorted(data)
    count = len(data)
    if count < 2:
        raise StatisticsError("must have at least two data points")
    if method not in ("inclusive", "exclusive"):
        raise ValueError(f"Unknown method: {method!r}")
    cuts = []
    for i in range(1, n):
        if method == "inclusive":
            j, delta = divmod(i * (count - 1), n)
        else:
            j = min(max(i * (count + 1) // n, 1), count - 1)
            delta = i * (count + 1) - j * n
            j -= 1
        upper = data[j + 1] if j + 1 < count else data[j]
        cuts.append((data[j] * (n - delta) + upper * delta) / n)
    return cuts


def covariance(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("covariance requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("covariance requires at least two data points")
    a, b = _math.fsum(x) / n, _math.fsum(y) / n
    return _math.fsum([(p - a) * (q - b) for p, q in zip(x, y)]) / (n - 1)


def correlation(x, y, /):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("correlation requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("correlation requires at least two data points")
    a, b = _math.fsum(x) / n, _math.fsum(y) / n
    both = _math.fsum([(p - a) * (q - b) for p, q in zip(x, y)])
    first, second = _math.fsum([(p - a) ** 2 for p in x]), _math.fsum([(q - b) ** 2 for q in y])
    if not first or not second:
        raise StatisticsError("at least one of the inputs is constant")
    return both / _math.sqrt(first * second)


class LinearRegression(tuple):
    """What `linear_regression` answers."""

    slope = property(lambda self: self[0])
    intercept = property(lambda self: self[1])

    def __repr__(self):
        return f"LinearRegression(slope={self[0]!r}, intercept={self[1]!r})"


def linear_regression(x, y, /, *, proportional=False):
    n = len(x)
    if len(y) != n:
        raise StatisticsError("linear regression requires that both inputs have same number of data points")
    if n < 2:
        raise StatisticsError("linear regression requires at least two data points")
    a, b = (0.0, 0.0) if proportional else (_math.fsum(x) / n, _math.fsum(y) / n)
    both = _math.fsum([(p - a) * (q - b) for p, q in zip(x, y)])
    own = _math.fsum([(p - a) ** 2 for p in x])
    if not own:
        raise StatisticsError("x is constant")
    slope = both / own
    return LinearRegression((slope, 0.0 if proportional else b - slope * a))
