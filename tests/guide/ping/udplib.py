"""A socket that shouts to everybody on the network."""

import socket


class UDP(object):
    handle = None
    port = 0
    address = ""
    broadcast = ""

    def __init__(self, port, address=None, broadcast=None):
        if address is None:
            local_addrs = socket.gethostbyname_ex(socket.gethostname())[-1]
            for addr in local_addrs:
                if not addr.startswith("127"):
                    address = addr
        if broadcast is None:
            broadcast = "255.255.255.255"
        self.address = address
        self.broadcast = broadcast
        self.port = port
        self.handle = socket.socket(socket.AF_INET, socket.SOCK_DGRAM, socket.IPPROTO_UDP)
        self.handle.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self.handle.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        self.handle.bind(("", port))

    def send(self, buf):
        self.handle.sendto(buf, 0, (self.broadcast, self.port))

    def recv(self, n):
        buf, addr = self.handle.recvfrom(n)
        return buf, addr[0]
