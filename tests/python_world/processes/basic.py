import multiprocessing as mp
import os
import sys
import time


def child(q, n):
    q.put((n, n * n, os.getppid() == parent))
    sys.exit(n)


def fails():
    raise ValueError("in the child")


class Mine(mp.Process):
    def run(self):
        time.sleep(0.01)


parent = os.getpid()
if __name__ == "__main__":
    q = mp.Queue()
    ps = [mp.Process(target=child, args=(q, n)) for n in range(3)]
    for p in ps:
        p.start()
    for p in ps:
        p.join()
    print(sorted(q.get() for _ in ps), [p.exitcode for p in ps], [p.name for p in ps])
    m = Mine(name="own", daemon=True)
    print(m.pid, m.is_alive(), m.exitcode, m.daemon)
    m.start()
    print(m.is_alive(), m.pid != parent, m.exitcode)
    m.join()
    print(m.is_alive(), m.exitcode)
    f = mp.Process(target=fails)
    f.start()
    f.join()
    print(f.exitcode)
    s = mp.Process(target=time.sleep, args=(10,))
    s.start()
    s.join(0.05)
    print(s.is_alive(), s.exitcode)
    s.terminate()
    s.join()
    print(s.exitcode)
    k = mp.Process(target=time.sleep, args=(10,))
    k.start()
    k.kill()
    k.join()
    print(k.exitcode, mp.current_process().name, mp.active_children())
    x = [1]

    def change():
        x.append(2)

    p = mp.Process(target=change)
    p.start()
    p.join()
    print(x)
    try:
        p.start()
    except AssertionError as e:
        print(e)
