import sys
import time
import zmq

context = zmq.Context()
receiver = context.socket(zmq.PULL)
receiver.connect("tcp://localhost:41004")
sender = context.socket(zmq.PUSH)
sender.connect("tcp://localhost:41005")
controller = context.socket(zmq.SUB)
controller.connect("tcp://localhost:41006")
controller.setsockopt(zmq.SUBSCRIBE, b"")
poller = zmq.Poller()
poller.register(receiver, zmq.POLLIN)
poller.register(controller, zmq.POLLIN)
done = 0
while True:
    socks = dict(poller.poll())
    if socks.get(receiver) == zmq.POLLIN:
        message = receiver.recv_string()
        time.sleep(int(message) * 0.001)
        sender.send(message.encode())
        done += 1
    if socks.get(controller) == zmq.POLLIN:
        print("told to end", controller.recv())
        break
print("%d jobs" % done)
receiver.close()
sender.close()
controller.close()
context.term()
