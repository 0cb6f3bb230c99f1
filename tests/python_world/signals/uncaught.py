import signal
import time


def fail(number, frame):
    raise RuntimeError("from the handler")


signal.signal(signal.SIGALRM, fail)
signal.setitimer(signal.ITIMER_REAL, 0.02)


def work():
    time.sleep(5)


work()
