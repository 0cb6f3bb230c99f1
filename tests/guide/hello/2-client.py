import sys
import zmq

context = zmq.Context()
print("connecting ...", sys.argv[1:])
socket = context.socket(zmq.REQ)
socket.connect("tcp://localhost:41001")
for turn in range(10):
    print("sending %s ..." % turn)
    socket.send(b"Hello")
    answer = socket.recv()
    print("answer %s [ %s ]" % (turn, answer))
