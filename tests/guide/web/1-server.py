"""A web server on raw sockets: STREAM, and ROUTER_RAW."""
import zmq

ctx = zmq.Context()
stream = ctx.socket(zmq.STREAM)
stream.bind("tcp://*:41051")
raw = ctx.socket(zmq.ROUTER)
raw.router_raw = True
raw.bind("tcp://*:41052")
msg = b"HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nHello, World!\r\n"
while True:
    ready = zmq.select([stream, raw], [], [], 5)[0]
    if not ready:
        break
    for socket in ready:
        identity, request = socket.recv_multipart()
        print(socket.socket_type, len(identity), request[:14])
        if socket is stream and not request:
            continue
        socket.send_multipart([identity, msg])
        socket.send(identity, zmq.SNDMORE)
        socket.send(b"")
