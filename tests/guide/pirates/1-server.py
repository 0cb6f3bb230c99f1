from itertools import count
import time
import zmq

context = zmq.Context()
server = context.socket(zmq.REP)
server.bind("tcp://*:41020")
for cycles in count():
    request = server.recv()
    if cycles == 3:
        print("(a crash)")
        break
    elif cycles == 1:
        print("(busy for a while)")
        time.sleep(0.4)
    print("request (%s)" % request)
    time.sleep(0.05)
    server.send(request)
