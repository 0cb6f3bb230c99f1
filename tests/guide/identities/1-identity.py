import zmq
import zhelpers

context = zmq.Context()
sink = context.socket(zmq.ROUTER)
sink.bind("inproc://example")
anonymous = context.socket(zmq.REQ)
anonymous.connect("inproc://example")
anonymous.send(b"The ROUTER makes up a name of five bytes")
frames = sink.recv_multipart()
print(len(frames[0]), frames[0][:1], frames[1:])
identified = context.socket(zmq.DEALER)
identified.setsockopt(zmq.IDENTITY, b"PEER2")
identified.connect("inproc://example")
identified.send_multipart([b"", b"This one has its own"])
zhelpers.dump(sink)
zhelpers.dump([b"plain", b"\xff\x00", b""])
