import _thread
import time

lock = _thread.allocate_lock()
lock.acquire()


def work(a, b):
    print(a, b)
    lock.release()


_thread.start_new_thread(work, (1, 2))
lock.acquire()
print("done")
for bad in (lambda: _thread.start_new_thread(1, ()), lambda: _thread.start_new_thread(work, [1])):
    try:
        bad()
    except TypeError as e:
        print(e)
