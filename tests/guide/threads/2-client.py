import zmq

context = zmq.Context.instance()
sockets = [context.socket(zmq.REQ) for _ in range(7)]
for number, socket in enumerate(sockets):
    socket.connect("tcp://localhost:41013")
    socket.send_string("request %d" % number)
for socket in sockets:
    print(socket.recv_string())
    socket.close()
