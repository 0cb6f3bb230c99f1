"""The client as a thread behind a pipe."""

import threading
import time

import zmq

from zhelpers import zpipe
from kvmsg import KVMsg

GLOBAL_TIMEOUT = 4000
SERVER_TTL = 5.0
STATE_INITIAL = 0
STATE_SYNCING = 1
STATE_ACTIVE = 2


class Clone(object):
    ctx = None
    pipe = None
    agent = None
    _subtree = None

    def __init__(self):
        self.ctx = zmq.Context()
        self.pipe, peer = zpipe(self.ctx)
        self.agent = threading.Thread(target=clone_agent, args=(self.ctx, peer))
        self.agent.daemon = True
        self.agent.start()

    @property
    def subtree(self):
        return self._subtree

    @subtree.setter
    def subtree(self, subtree):
        self._subtree = subtree
        self.pipe.send_multipart([b"SUBTREE", subtree])

    def connect(self, address, port):
        self.pipe.send_multipart([b"CONNECT", (address.encode() if isinstance(address, str) else address), b"%d" % port])

    def set(self, key, value, ttl=0):
        self.pipe.send_multipart([b"SET", key, value, b"%i" % ttl])

    def get(self, key):
        self.pipe.send_multipart([b"GET", key])
        try:
            reply = self.pipe.recv_multipart()
        except KeyboardInterrupt:
            return
        else:
            return reply[0]

    __setitem__ = set
    __getitem__ = get


class CloneServer(object):
    def __init__(self, ctx, address, port, subtree):
        self.address = address
        self.port = port
        self.requests = 0
        self.snapshot = ctx.socket(zmq.DEALER)
        self.snapshot.linger = 0
        self.snapshot.connect("%s:%i" % (address.decode(), port))
        self.subscriber = ctx.socket(zmq.SUB)
        self.subscriber.setsockopt(zmq.SUBSCRIBE, subtree)
        self.subscriber.setsockopt(zmq.SUBSCRIBE, b"HUGZ")
        self.subscriber.connect("%s:%i" % (address.decode(), port + 1))
        self.subscriber.linger = 0
        self.expiry = time.time() + SERVER_TTL


class CloneAgent(object):
    def __init__(self, ctx, pipe):
        self.ctx = ctx
        self.pipe = pipe
        self.kvmap = {}
        self.subtree = b""
        self.state = STATE_INITIAL
        self.sequence = 0
        self.server = None
        self.publisher = self.ctx.socket(zmq.PUSH)

    def control_message(self):
        msg = self.pipe.recv_multipart()
        command = msg.pop(0)
        if command == b"CONNECT":
            address = msg.pop(0)
            port = int(msg.pop(0))
            self.server = CloneServer(self.ctx, address, port, self.subtree)
            self.publisher.connect("%s:%i" % (address.decode(), port + 2))
        elif command == b"SET":
            key, value, sttl = msg
            ttl = int(sttl)
            kvmsg = KVMsg(0, key=key, body=value)
            kvmsg.store(self.kvmap)
            if ttl:
                kvmsg[b"ttl"] = sttl
            kvmsg.send(self.publisher)
        elif command == b"GET":
            key = msg[0]
            value = self.kvmap.get(key)
            self.pipe.send(value.body if value else b"")
        elif command == b"SUBTREE":
            self.subtree = msg[0]


def clone_agent(ctx, pipe):
    agent = CloneAgent(ctx, pipe)
    server = None
    while True:
        poller = zmq.Poller()
        poller.register(agent.pipe, zmq.POLLIN)
        server_socket = None
        if agent.state == STATE_INITIAL:
            if agent.server:
                server = agent.server
                if server.requests < 2:
                    server.snapshot.send_multipart([b"ICANHAZ?", agent.subtree])
                    server.requests += 1
                server.expiry = time.time() + SERVER_TTL
                agent.state = STATE_SYNCING
                server_socket = server.snapshot
        elif agent.state == STATE_SYNCING:
            server_socket = server.snapshot
        elif agent.state == STATE_ACTIVE:
            server_socket = server.subscriber
        if server_socket:
            poller.register(server_socket, zmq.POLLIN)
        poll_timer = None
        if server is not None:
            poll_timer = 1e3 * max(0, server.expiry - time.time())
        try:
            items = dict(poller.poll(poll_timer))
        except BaseException:
            raise
        if agent.pipe in items:
            agent.control_message()
        elif server_socket in items:
            kvmsg = KVMsg.recv(server_socket)
            server.expiry = time.time() + SERVER_TTL
            if agent.state == STATE_SYNCING:
                if kvmsg.key == b"KTHXBAI":
                    agent.sequence = kvmsg.sequence
                    agent.state = STATE_ACTIVE
                else:
                    kvmsg.store(agent.kvmap)
            elif agent.state == STATE_ACTIVE:
                if kvmsg.sequence > agent.sequence:
                    agent.sequence = kvmsg.sequence
                    kvmsg.store(agent.kvmap)
