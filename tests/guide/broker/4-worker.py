import zmq

context = zmq.Context()
socket = context.socket(zmq.REP)
socket.connect("tcp://localhost:41010")
socket.connect("tcp://localhost:41012")
while True:
    message = socket.recv()
    print("got %s" % message.decode())
    socket.send(b"World 4")
