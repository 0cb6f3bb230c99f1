import os
import signal
import threading
import time


def later():
    time.sleep(0.1)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(0.1)
    print("thread ends")


threading.Thread(target=later).start()
print("main ends")
