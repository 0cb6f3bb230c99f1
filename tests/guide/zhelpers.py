"""What many of the programs share: identities, dumps, pipes."""

import binascii
import os
from random import randint
import struct

import zmq


def socket_set_hwm(socket, hwm=-1):
    """Set both marks, however old the library is."""
    try:
        socket.sndhwm = socket.rcvhwm = hwm
    except AttributeError:
        socket.hwm = hwm


def dump(msg_or_socket):
    """Show all frames of a message, or of the next one of a socket."""
    if isinstance(msg_or_socket, zmq.Socket):
        msg = msg_or_socket.recv_multipart()
    else:
        msg = msg_or_socket
    print("----------------------------------------")
    for part in msg:
        print("[%03d]" % len(part), end=" ")
        is_text = True
        try:
            print(part.decode("ascii"))
        except UnicodeDecodeError:
            print(r"0x%s" % (binascii.hexlify(part).decode("ascii")))


def set_id(zsocket):
    """A printable identity at random."""
    identity = "%04x-%04x" % (randint(0, 0x10000), randint(0, 0x10000))
    zsocket.setsockopt_string(zmq.IDENTITY, identity)


def zpipe(ctx):
    """Two PAIRs with marks of 1 that are connected within the process."""
    a = ctx.socket(zmq.PAIR)
    b = ctx.socket(zmq.PAIR)
    a.linger = b.linger = 0
    socket_set_hwm(a, 1)
    socket_set_hwm(b, 1)
    iface = "inproc://%s" % binascii.hexlify(os.urandom(8)).decode()
    a.bind(iface)
    b.connect(iface)
    return a, b
