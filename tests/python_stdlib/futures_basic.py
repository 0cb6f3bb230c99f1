from concurrent.futures import ThreadPoolExecutor, as_completed, wait, Future, FIRST_COMPLETED
import concurrent.futures, time
with ThreadPoolExecutor(max_workers=3) as pool:
    fs = [pool.submit(lambda n: n * n, i) for i in range(6)]
    print(sorted(f.result() for f in as_completed(fs)), list(pool.map(pow, [1, 2, 3], [2, 2, 2])))
    bad = pool.submit(lambda: 1 / 0)
    try:
        bad.result()
    except ZeroDivisionError as e:
        print(e, type(bad.exception()).__name__)
    slow = pool.submit(time.sleep, 0.2)
    try:
        slow.result(timeout=0.01)
    except concurrent.futures.TimeoutError as e:
        print("timeout", repr(e))
    done, rest = wait([slow, fs[0]], return_when=FIRST_COMPLETED)
    print(fs[0] in done, len(done | rest))
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)
f = Future()
f.add_done_callback(lambda x: print("callback", x.result()))
print(f.cancel() if False else f.done(), f.running())
f.set_result(5)
print(f.done(), f.result())
g = Future()
print(g.cancel(), g.cancelled())
try:
    g.result()
except concurrent.futures.CancelledError as e:
    print("cancelled")
names = ThreadPoolExecutor(1, thread_name_prefix="w")
import threading
print(names.submit(lambda: threading.current_thread().name).result())
names.shutdown()
