import os
import sys
import threading


def leave():
    print("in thread", flush=True)
    os._exit(3)


t = threading.Thread(target=leave)
t.start()
t.join()
print("never")
