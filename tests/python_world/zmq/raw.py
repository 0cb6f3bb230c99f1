# Sockets without a protocol: STREAM on both sides, and a raw ROUTER.
import socket
import time
import zmq

context = zmq.Context()


def show(label, frames):
    print(label, len(frames), [len(frames[0])] + frames[1:])


def attempt(what):
    try:
        print("ok", what())
    except zmq.ZMQError as e:
        print(e, e.errno == zmq.EHOSTUNREACH)


for kind, notify in ((zmq.STREAM, True), (zmq.STREAM, False), (zmq.ROUTER, True), (zmq.ROUTER, False)):
    print("--", zmq.SocketType(kind).name, notify)
    server = context.socket(kind)
    server.linger = 0
    if kind == zmq.ROUTER:
        server.router_raw = 1
        server.router_mandatory = 1
    try:
        server.stream_notify = notify
    except zmq.ZMQError as e:
        print("notify:", e)
    port = server.bind_to_random_port("tcp://127.0.0.1")
    plain = socket.create_connection(("127.0.0.1", port))
    plain.settimeout(2)
    plain.sendall(b"GET /\r\n")
    while True:
        frames = server.recv_multipart()
        show("server", frames)
        if frames[1]:
            break
    name = frames[0]
    print(name[:1], server.getsockopt(zmq.TYPE))
    server.send_multipart([name, b"200 OK\r\n"])
    server.send(name, zmq.SNDMORE)
    server.send(b"more\r\n")
    time.sleep(0.1)
    print(plain.recv(100))
    attempt(lambda: server.send_multipart([b"nobody", b"x"]))
    server.send(name, zmq.SNDMORE)
    server.send(b"")
    # The library closes when the program comes back to it.
    print(server.poll(100))
    print("end", plain.recv(100))
    plain.close()
    time.sleep(0.1)
    while server.poll(100):
        show("server", server.recv_multipart())
    attempt(lambda: server.send_multipart([name, b"too late"]))
    server.close()

print("-- a client")
listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen()
client = context.socket(zmq.STREAM)
client.linger = 0
client.connect("tcp://127.0.0.1:%d" % listener.getsockname()[1])
name = client.identity
accepted, _ = listener.accept()
accepted.settimeout(2)
frames = client.recv_multipart()
show("client", frames)
client.send_multipart([frames[0], b"hello"])
print(accepted.recv(100))
accepted.sendall(b"x" * 20000)
received = 0
while received < 20000:
    frames = client.recv_multipart()
    received += len(frames[1])
    print(len(frames[1]) <= 8192, end=" ")
print(received)
accepted.close()
show("client", client.recv_multipart())
client.close()
context.term()
