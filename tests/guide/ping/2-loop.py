import os
import socket
import time
import uuid
from zmq.eventloop.ioloop import IOLoop, PeriodicCallback

PING_PORT_NUMBER = 41050
REAP_INTERVAL = 100


class Peer(object):
    def __init__(self, uuid, addr):
        self.uuid = uuid
        self.addr = addr
        self.is_alive()

    def is_alive(self, *args):
        self.expires_at = time.time() + 0.3


class Interface(object):
    def __init__(self, loop):
        self.loop = loop
        self.uuid = uuid.uuid4().bytes
        self.peers = {}
        self.handle = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.handle.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self.handle.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.handle.bind(("", PING_PORT_NUMBER))

    def stop(self):
        self.pinger.stop()
        self.reaper.stop()
        self.loop.stop()

    def start(self):
        self.loop.add_handler(self.handle.fileno(), self.handle_beacon, IOLoop.READ)
        self.pinger = PeriodicCallback(self.send_ping, 50)
        self.pinger.start()
        self.reaper = PeriodicCallback(self.reap_peers, REAP_INTERVAL)
        self.reaper.start()
        self.loop.call_later(0.3, self.pinger.stop)
        self.loop.call_later(1, self.stop)

    def send_ping(self, *args, **kwargs):
        self.handle.sendto(self.uuid, 0, ("127.255.255.255", PING_PORT_NUMBER))

    def handle_beacon(self, fd, event):
        buf, addr = self.handle.recvfrom(16)
        if buf in self.peers:
            self.peers[buf].is_alive()
        else:
            print("found", len(buf), addr[0])
            self.peers[buf] = Peer(buf, addr)

    def reap_peers(self):
        now = time.time()
        for peer in list(self.peers.values()):
            if peer.expires_at < now:
                print("reaping", len(peer.uuid))
                self.peers.pop(peer.uuid)


loop = IOLoop.instance()
interface = Interface(loop)
interface.start()
loop.start()
loop.close()
