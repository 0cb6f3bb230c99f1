import logging
import time
import zmq
from zmq.eventloop.ioloop import IOLoop, PeriodicCallback
from zmq.eventloop.zmqstream import ZMQStream
from kvmsg import KVMsg
from zhelpers import dump


class Route:
    """Whom to send a state to."""

    def __init__(self, socket, identity, subtree):
        self.socket = socket
        self.identity = identity
        self.subtree = subtree


def send_single(key, kvmsg, route):
    if kvmsg.key.startswith(route.subtree):
        route.socket.send(route.identity, zmq.SNDMORE)
        kvmsg.send(route.socket)


class CloneServer(object):
    def __init__(self, port=41040):
        self.port = port
        self.kvmap = {}
        self.sequence = 0
        self.ctx = zmq.Context()
        self.loop = IOLoop.instance()
        self.snapshot = self.ctx.socket(zmq.ROUTER)
        self.publisher = self.ctx.socket(zmq.PUB)
        self.collector = self.ctx.socket(zmq.PULL)
        self.snapshot.bind("tcp://*:%d" % self.port)
        self.publisher.bind("tcp://*:%d" % (self.port + 1))
        self.collector.bind("tcp://*:%d" % (self.port + 2))
        self.snapshot = ZMQStream(self.snapshot)
        self.publisher = ZMQStream(self.publisher)
        self.collector = ZMQStream(self.collector)
        self.snapshot.on_recv(self.handle_snapshot)
        self.collector.on_recv(self.handle_collect)
        self.flush_callback = PeriodicCallback(self.flush_ttl, 100)
        logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(message)s")

    def start(self):
        self.flush_callback.start()
        try:
            self.loop.start()
        except KeyboardInterrupt:
            pass

    def handle_snapshot(self, msg):
        if len(msg) != 3 or msg[1] != b"ICANHAZ?":
            print("E: bad request, aborting")
            dump(msg)
            self.loop.stop()
            return
        identity, request, subtree = msg
        if subtree:
            route = Route(self.snapshot, identity, subtree)
            for k, v in self.kvmap.items():
                send_single(k, v, route)
            print("I: Sending state shapshot=%d" % self.sequence)
            self.snapshot.send(identity, zmq.SNDMORE)
            kvmsg = KVMsg(self.sequence)
            kvmsg.key = b"KTHXBAI"
            kvmsg.body = subtree
            kvmsg.send(self.snapshot)

    def handle_collect(self, msg):
        kvmsg = KVMsg.from_msg(msg)
        self.sequence += 1
        kvmsg.sequence = self.sequence
        kvmsg.send(self.publisher)
        ttl = float(kvmsg.get(b"ttl", 0))
        if ttl:
            kvmsg[b"ttl"] = b"%f" % (time.time() + ttl)
        kvmsg.store(self.kvmap)
        print("I: publishing update=%d" % self.sequence)

    def flush_ttl(self):
        for key, kvmsg in list(self.kvmap.items()):
            self.flush_single(kvmsg)

    def flush_single(self, kvmsg):
        if float(kvmsg.get(b"ttl", 0)) and float(kvmsg.get(b"ttl", 0)) <= time.time():
            kvmsg.body = b""
            self.sequence += 1
            kvmsg.sequence = self.sequence
            kvmsg.send(self.publisher)
            del self.kvmap[kvmsg.key]
            print("I: publishing delete=%d" % self.sequence)


CloneServer().start()
