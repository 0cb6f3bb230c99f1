from multiprocessing import Pool, TimeoutError
from concurrent.futures import ProcessPoolExecutor
import time


def square(x):
    return x * x


def add(a, b):
    return a + b


def fails(x):
    raise KeyError(x)


if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, range(6)), pool.apply(add, (1, 2)), pool.starmap(add, [(1, 2), (3, 4)]))
        r = pool.apply_async(square, (7,))
        print(r.get(timeout=5), list(pool.imap(square, [1, 2])), sorted(pool.imap_unordered(square, [3, 4])))
        try:
            pool.map(fails, [1])
        except KeyError as e:
            print("KeyError", e)
        try:
            pool.apply_async(time.sleep, (5,)).get(timeout=0.05)
        except TimeoutError:
            print("TimeoutError")
    with ProcessPoolExecutor(2) as ex:
        print(list(ex.map(square, range(4))), ex.submit(add, 1, b=2).result())
