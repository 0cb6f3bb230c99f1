import zmq

context = zmq.Context()
frontend = context.socket(zmq.ROUTER)
backend = context.socket(zmq.DEALER)
frontend.bind("tcp://*:41009")
backend.bind("tcp://*:41010")
poller = zmq.Poller()
poller.register(frontend, zmq.POLLIN)
poller.register(backend, zmq.POLLIN)
while True:
    socks = dict(poller.poll())
    if socks.get(frontend) == zmq.POLLIN:
        while True:
            part = frontend.recv()
            if frontend.getsockopt(zmq.RCVMORE):
                backend.send(part, zmq.SNDMORE)
            else:
                backend.send(part)
                break
    if socks.get(backend) == zmq.POLLIN:
        message = backend.recv_multipart()
        frontend.send_multipart(message)
