import multiprocessing as mp
from queue import Empty


def echo(conn):
    while True:
        try:
            x = conn.recv()
        except EOFError:
            print("EOF", flush=True)
            break
        conn.send([x, x])
    conn.close()


def count(value, lock, array):
    for i in range(20):
        with lock:
            value.value += 1
            array[i % 3] += 1


def setter(event, q):
    q.put("ready")
    event.set()


if __name__ == "__main__":
    a, b = mp.Pipe()
    p = mp.Process(target=echo, args=(b,))
    p.start()
    b.close()
    for x in (1, "two", {"three": 3}):
        a.send(x)
        print(a.recv())
    print(a.poll(), a.poll(0.01), a.closed)
    a.close()
    try:
        a.send(1)
    except OSError as e:
        print(e)
    p.terminate()
    p.join()
    value, lock, array = mp.Value("i", 0), mp.Lock(), mp.Array("i", 3)
    ps = [mp.Process(target=count, args=(value, lock, array)) for _ in range(3)]
    [p.start() for p in ps]
    [p.join() for p in ps]
    print(value.value, array[:], len(array))
    event, q = mp.Event(), mp.Queue()
    print(event.is_set(), event.wait(0.01))
    p = mp.Process(target=setter, args=(event, q))
    p.start()
    print(event.wait(5), q.get())
    p.join()
    try:
        q.get(timeout=0.01)
    except Empty:
        print("Empty")
