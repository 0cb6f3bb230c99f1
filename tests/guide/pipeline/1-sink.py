import sys
import time
import zmq

context = zmq.Context()
receiver = context.socket(zmq.PULL)
receiver.bind("tcp://*:41005")
controller = context.socket(zmq.PUB)
controller.bind("tcp://*:41006")

start = receiver.recv()
print("start", start)
tstart = time.time()
for number in range(100):
    receiver.recv()
    sys.stdout.write(":" if number % 10 == 0 else ".")
    sys.stdout.flush()
tend = time.time()
print()
print("less than one after the other: %s" % ((tend - tstart) * 1000 < 100 * 8))
controller.send(b"KILL")
receiver.close()
controller.close()
context.term()
