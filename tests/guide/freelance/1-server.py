import sys
import zmq

context = zmq.Context()
echo = context.socket(zmq.REP)
echo.bind("tcp://*:41032")
named = context.socket(zmq.ROUTER)
named.identity = b"tcp://localhost:41033"
named.bind("tcp://*:41033")
poller = zmq.Poller()
poller.register(echo, zmq.POLLIN)
poller.register(named, zmq.POLLIN)
while True:
    try:
        events = dict(poller.poll(500))
    except KeyboardInterrupt:
        break
    if echo in events:
        msg = echo.recv_multipart()
        print("simple:", msg)
        echo.send_multipart(msg)
    if events.get(named):
        request = named.recv_multipart()
        address, control = request[:2]
        reply = [address, control]
        if control == b"PING":
            reply[1] = b"PONG"
        else:
            reply.append(b"OK")
        named.send_multipart(reply)
