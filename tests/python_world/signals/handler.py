import os
import signal
import time


def handler(number, frame):
    print("signal", number, signal.Signals(number).name)


old = signal.signal(signal.SIGUSR1, handler)
print(old, signal.getsignal(signal.SIGUSR1) is handler)
os.kill(os.getpid(), signal.SIGUSR1)
print("after kill")
signal.signal(signal.SIGALRM, handler)
signal.alarm(1)
begin = time.monotonic()
time.sleep(1.5)
print(1.4 < time.monotonic() - begin < 1.9)
signal.setitimer(signal.ITIMER_REAL, 0.05)
signal.pause()
print("paused")
print(signal.alarm(10), signal.alarm(0))


class TimeOut(Exception):
    pass


def stop(number, frame):
    raise TimeOut("too long")


signal.signal(signal.SIGALRM, stop)
signal.setitimer(signal.ITIMER_REAL, 0.05)
try:
    time.sleep(10)
except TimeOut as e:
    print("TimeOut", e)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
os.kill(os.getpid(), signal.SIGTERM)
print("ignored")
for bad in (lambda: signal.signal(9, handler), lambda: signal.signal(1, 5), lambda: signal.signal(99, handler)):
    try:
        bad()
    except (OSError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
signal.raise_signal(signal.SIGUSR1)
