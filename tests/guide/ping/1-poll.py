import os
import time
import zmq
from udplib import UDP

PING_PORT_NUMBER = 41049
PING_MSG_SIZE = 1
PING_INTERVAL = 0.1

udp = UDP(PING_PORT_NUMBER, "127.0.0.1", "127.255.255.255")
poller = zmq.Poller()
poller.register(udp.handle, zmq.POLLIN)
ping_at = time.time()
heard = 0
while heard < 5:
    timeout = ping_at - time.time()
    if timeout < 0:
        timeout = 0
    try:
        events = dict(poller.poll(1000 * timeout))
    except KeyboardInterrupt:
        break
    if udp.handle.fileno() in events:
        msg, addrinfo = udp.recv(PING_MSG_SIZE)
        heard += 1
        print("Found peer", addrinfo, msg)
    if time.time() >= ping_at:
        udp.send(b"!")
        ping_at = time.time() + PING_INTERVAL
