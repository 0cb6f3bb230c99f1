# Every way to send and to receive.
import zmq

context = zmq.Context()
with context.socket(zmq.PAIR) as a, context.socket(zmq.PAIR) as b:
    a.bind("inproc://a")
    b.connect("inproc://a")
    a.send_string("häß")
    print(b.recv_string())
    a.send_json({"k": [1, 2.5, None, True]})
    print(b.recv_json())
    a.send_pyobj({"t": (1, 2), "s": {3}})
    print(b.recv_pyobj())
    a.send_multipart([b"x", bytearray(b"y"), memoryview(b"z"), zmq.Frame(b"f")])
    print(b.recv_multipart())
    a.send(b"1", zmq.SNDMORE)
    a.send(b"2", flags=zmq.SNDMORE)
    a.send(b"3")
    while True:
        print(b.recv(), b.getsockopt(zmq.RCVMORE), b.rcvmore)
        if not b.rcvmore:
            break
    tracker = a.send(b"t" * 100_000, copy=False, track=True)
    frame = b.recv(copy=False)
    print(len(frame), frame.more, frame.bytes[:2], repr(frame), tracker is not None)
    a.send_serialized([1, 2], lambda msg: [str(n).encode() for n in msg])
    print(b.recv_serialized(lambda parts: [int(part) for part in parts]))
    a.send(b"into")
    buffer = bytearray(6)
    print(b.recv_into(buffer), buffer)
    print(b.poll(0), a.poll(0, zmq.POLLOUT), zmq.select([b], [a], [], 0) == ([], [a], []))
    a.send(b"")
    print(b.poll(10), b.recv())
    try:
        b.recv(zmq.NOBLOCK)
    except zmq.Again as e:
        print("again:", e, e.errno == zmq.EAGAIN)
    a.rcvtimeo = 50
    try:
        a.recv()
    except zmq.ZMQError as e:
        print(repr(e))
print(a.closed, b.closed, context.closed)
context.term()
print(context.closed)
