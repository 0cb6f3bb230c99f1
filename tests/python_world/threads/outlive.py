import threading
import time
import atexit

atexit.register(print, "at exit")


def slow():
    time.sleep(0.05)
    print("thread ends")


def never():
    while True:
        time.sleep(10)


threading.Thread(target=never, daemon=True).start()
threading.Thread(target=slow).start()
print("main ends")
