import os
import signal
import time
import threading


def later():
    time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGINT)


def check(call):
    threading.Thread(target=later).start()
    try:
        call()
        print("returned")
    except KeyboardInterrupt:
        print("KeyboardInterrupt")


import queue
lock = threading.Lock()
lock.acquire()
check(lambda: time.sleep(5))
check(lambda: lock.acquire())
check(lambda: lock.acquire(timeout=5))
check(lambda: threading.Event().wait())
check(lambda: queue.Queue().get())
t = threading.Thread(target=time.sleep, args=(0.2,))
t.start()
check(t.join)
t.join()
