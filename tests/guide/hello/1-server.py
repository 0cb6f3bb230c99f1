#   Echo of the first chapter: a server that never ends.
import time
import zmq

context = zmq.Context()
door = context.socket(zmq.REP)
door.bind("tcp://*:41001")

while True:
    request = door.recv()
    print("asked: %s" % request)
    time.sleep(0.05)
    door.send(b"World")
