import random
import time
import zmq

try:
    raw_input
except NameError:
    raw_input = input

context = zmq.Context()
sender = context.socket(zmq.PUSH)
sender.bind("tcp://*:41004")
sink = context.socket(zmq.PUSH)
sink.connect("tcp://localhost:41005")
print("Press Enter when the workers are ready:")
_ = raw_input()
print("sending jobs ...")
sink.send(b"0")
random.seed(5)
total = 0
for number in range(100):
    work = random.randint(1, 10)
    total += work
    sender.send_string("%i" % work)
print("expected: %s ms" % total)
time.sleep(1)
