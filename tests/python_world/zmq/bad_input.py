# What programs get wrong, and what the library says.
import threading
import time
import zmq

context = zmq.Context()


def attempt(label, what):
    try:
        print(label, "->", what())
    except zmq.ZMQError as e:
        print(label, "->", type(e).__name__, e)
    except Exception as e:
        print(label, "->", type(e).__name__, e)


def made(kind, **options):
    socket = context.socket(kind)
    socket.linger = 0
    socket.rcvtimeo = socket.sndtimeo = 300
    for name, value in options.items():
        setattr(socket, name, value)
    return socket


pair = made(zmq.PAIR)
for address in (
    "", "tcp", "tcp:/x", "tcp://", "tcp://*", "tcp://*:", "tcp://*:x", "tcp://*:-1", "tcp://*:65536",
    "tcp://127.0.0.1:99999", "tcp://:5", "tcp://256.0.0.1:80", "tcp:// :80", "udp://127.0.0.1:5",
    "http://127.0.0.1:80", "inproc://", "ipc://", "tcp//127.0.0.1:80", "127.0.0.1:80", "TCP://127.0.0.1:80",
    "tcp://127.0.0.1:80:90", "inproc://" + "x" * 300,
):
    attempt("bind " + address[:30], lambda: bool(pair.bind(address)))
for address in ("", "tcp", "tcp://", "tcp://127.0.0.1", "tcp://127.0.0.1:", "tcp://127.0.0.1:0", "tcp://127.0.0.1:x",
                "tcp://127.0.0.1:65536", "tcp://*:80", "inproc://", "foo://bar", "tcp://;:80", "tcp://[::1:80"):
    attempt("connect " + address[:30], lambda: bool(pair.connect(address)))
attempt("unbind", lambda: pair.unbind("tcp://127.0.0.1:1"))
attempt("disconnect", lambda: pair.disconnect("inproc://never"))
pair.close()

print("-- sockets that do not fit")
for one, other in ((zmq.REQ, zmq.PUB), (zmq.PUSH, zmq.PUSH), (zmq.SUB, zmq.PULL), (zmq.REP, zmq.REP)):
    for transport in ("tcp", "inproc"):
        server, client = made(one), made(other)
        if transport == "tcp":
            address = "tcp://127.0.0.1:%d" % server.bind_to_random_port("tcp://127.0.0.1")
        else:
            address = "inproc://%d-%d" % (one, other)
            server.bind(address)
        name = "%s %s %s" % (server.type.name, client.type.name, transport)
        attempt(name, lambda: bool(client.connect(address)))
        if other == zmq.PUSH:
            attempt(name, lambda: client.send(b"x"))
        server.close()
        client.close()

print("-- frames that do not fit")
rep, dealer, router, raw = made(zmq.REP), made(zmq.DEALER), made(zmq.ROUTER), made(zmq.DEALER)
port = rep.bind_to_random_port("tcp://127.0.0.1")
dealer.connect("tcp://127.0.0.1:%d" % port)
dealer.send(b"no delimiter")
dealer.send_multipart([b"a", b"b"])
dealer.send_multipart([b"", b"good"])
attempt("rep", lambda: rep.recv_multipart())
attempt("rep", lambda: rep.recv_multipart())
attempt("rep", lambda: rep.send_multipart([b"one", b"two"]))
attempt("dealer", lambda: dealer.recv_multipart())
attempt("rep", lambda: rep.send(b"again"))
port = router.bind_to_random_port("tcp://127.0.0.1")
raw.connect("tcp://127.0.0.1:%d" % port)
raw.send(b"hi")
name = router.recv_multipart()[0]
attempt("router, one frame", lambda: router.send(name))
attempt("router, no frames", lambda: router.send_multipart([]))
attempt("router, two frames", lambda: router.send_multipart([name, b""]))
attempt("dealer", lambda: raw.recv_multipart())
attempt("router, unknown", lambda: router.send_multipart([b"who?", b"x"]))
router.router_mandatory = 1
attempt("router, unknown", lambda: router.send_multipart([b"who?", b"x"]))

print("-- states")
req, pull, push = made(zmq.REQ), made(zmq.PULL), made(zmq.PUSH)
attempt("req", lambda: req.recv())
attempt("req", lambda: req.send(b"x"))
attempt("pull", lambda: pull.send(b"x"))
attempt("push", lambda: push.recv())
attempt("push", lambda: push.send(b"x"))
attempt("push", lambda: push.send(b"x", zmq.NOBLOCK))
attempt("sndmore", lambda: rep.send(b"x", zmq.SNDMORE))
attempt("option", lambda: req.setsockopt(zmq.RCVTIMEO, -2))
attempt("option", lambda: req.setsockopt(zmq.IDENTITY, b"x" * 256))
attempt("option", lambda: req.setsockopt(zmq.IDENTITY, b""))
attempt("option", lambda: req.setsockopt(zmq.SUBSCRIBE, b""))
attempt("option", lambda: req.getsockopt(zmq.SUBSCRIBE))
attempt("option", lambda: push.setsockopt(zmq.LINGER, "soon"))
attempt("text", lambda: push.send("text"))
push.close()
attempt("closed", lambda: push.send(b"x"))
attempt("closed", lambda: push.bind("inproc://closed"))
attempt("closed", lambda: push.setsockopt(zmq.LINGER, 0))
print(push.closed, push.close())

print("-- the end of a context")
ended = []


def wait(kind):
    socket = context.socket(kind)
    try:
        socket.recv()
    except zmq.ContextTerminated as e:
        ended.append((socket.type.name, str(e), e.errno == zmq.ETERM))
    try:
        socket.poll(0)
    except zmq.ZMQError as e:
        ended.append((socket.type.name, type(e).__name__))
    socket.close()


threads = [threading.Thread(target=wait, args=(kind,)) for kind in (zmq.PULL, zmq.SUB)]
for thread in threads:
    thread.start()
time.sleep(0.2)
for socket in (rep, dealer, router, raw, req, pull):
    socket.close()
context.term()
for thread in threads:
    thread.join()
print(sorted(ended))
attempt("after", lambda: context.socket(zmq.PULL))
attempt("after", lambda: context.term())
