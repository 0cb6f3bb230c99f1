import os
import signal
import threading
import time
import zmq

context = zmq.Context()
socket = context.socket(zmq.REP)
socket.bind("tcp://*:41046")


def press():
    time.sleep(0.3)
    os.kill(os.getpid(), signal.SIGINT)


threading.Thread(target=press).start()
try:
    socket.recv()
except KeyboardInterrupt:
    print("W: interrupt received, stopping...")
finally:
    socket.close()
    context.term()

interrupted = []


def handler(signal_number, frame):
    interrupted.append(signal_number)


signal.signal(signal.SIGINT, handler)
context = zmq.Context()
socket = context.socket(zmq.PULL)
threading.Thread(target=press).start()
print(socket.poll(600), [int(n) for n in interrupted])
socket.close()
context.term()
print("version", zmq.zmq_version_info() >= (4, 0), zmq.pyzmq_version() > "20")
