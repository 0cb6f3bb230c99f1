import zmq

context = zmq.Context()
for port in (41009, 41011):
    socket = context.socket(zmq.REQ)
    socket.connect("tcp://localhost:%d" % port)
    for request in range(1, 7):
        socket.send(b"Hello %d" % request)
        message = socket.recv()
        print("reply %s [%s]" % (request, message))
