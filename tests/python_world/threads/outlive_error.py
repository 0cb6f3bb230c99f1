import threading
import time


def slow():
    time.sleep(0.05)
    print("thread ends")


threading.Thread(target=slow).start()
raise ValueError("main fails")
