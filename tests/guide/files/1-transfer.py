"""A file in pieces, with credit."""
from threading import Thread
import os
import zmq
from zhelpers import socket_set_hwm, zpipe

CHUNK_SIZE = 2500
PIPELINE = 10

with open("testdata", "wb") as made:
    for n in range(100_000 // 8 + 3):
        made.write(b"%08d" % n)


def client_thread(ctx, pipe):
    dealer = ctx.socket(zmq.DEALER)
    socket_set_hwm(dealer, PIPELINE)
    dealer.connect("tcp://127.0.0.1:41043")
    credit = PIPELINE
    total = 0
    chunks = 0
    offset = 0
    with open("copy", "wb") as copy:
        while True:
            while credit:
                dealer.send_multipart([b"fetch", b"%i" % offset, b"%i" % CHUNK_SIZE])
                offset += CHUNK_SIZE
                credit -= 1
            try:
                chunk = dealer.recv()
            except zmq.ZMQError as e:
                if e.errno == zmq.ETERM:
                    return
                else:
                    raise
            chunks += 1
            credit += 1
            size = len(chunk)
            total += size
            copy.write(chunk)
            if size < CHUNK_SIZE:
                break
    print("%i chunks received, %i bytes" % (chunks, total))
    pipe.send(b"OK")


def server_thread(ctx):
    file = open("testdata", "rb")
    router = ctx.socket(zmq.ROUTER)
    router.bind("tcp://*:41043")
    while True:
        try:
            msg = router.recv_multipart(copy=False)
        except zmq.ZMQError as e:
            if e.errno == zmq.ETERM:
                return
            else:
                raise
        identity, command, offset_frame, chunksz_frame = msg
        assert command.bytes == b"fetch"
        offset = int(offset_frame.bytes)
        chunksz = int(bytes(chunksz_frame))
        file.seek(offset, os.SEEK_SET)
        data = file.read(chunksz)
        router.send_multipart([identity, data], copy=False)


ctx = zmq.Context()
a, b = zpipe(ctx)
client = Thread(target=client_thread, args=(ctx, b))
server = Thread(target=server_thread, args=(ctx,))
client.start()
server.start()
try:
    print(a.recv())
except KeyboardInterrupt:
    pass
del a, b
ctx.term()
with open("testdata", "rb") as one, open("copy", "rb") as two:
    print(one.read() == two.read(), os.path.getsize("copy"))
for name in ("testdata", "copy"):
    os.remove(name)
