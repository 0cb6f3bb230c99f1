import os
import signal


def work():
    os.kill(os.getpid(), signal.SIGINT)


work()
