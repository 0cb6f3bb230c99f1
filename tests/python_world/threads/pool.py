from concurrent.futures import ThreadPoolExecutor, as_completed, wait
import time


def square(x):
    time.sleep(0.01 * (5 - x))
    return x * x


def fails(x):
    raise KeyError(x)


with ThreadPoolExecutor(max_workers=5) as pool:
    print(list(pool.map(square, range(5))))
    futures = [pool.submit(square, n) for n in range(5)]
    print([f.result() for f in as_completed(futures)])
    f = pool.submit(fails, 3)
    print(repr(f.exception()), f.done(), f.cancelled())
    try:
        f.result()
    except KeyError as e:
        print("KeyError", e)
    done, not_done = wait([pool.submit(square, 4)])
    print(len(done), len(not_done))
try:
    pool.submit(square, 1)
except RuntimeError as e:
    print(e)
