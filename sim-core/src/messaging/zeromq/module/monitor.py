"""zmq.utils.monitor: reading what a socket's monitor tells."""

import struct

import zmq


def parse_monitor_message(msg):
    if len(msg) != 2 or len(msg[0]) != 6:
        raise RuntimeError(f"Invalid event message format: {msg}")
    number, value = struct.unpack("=hi", msg[0])
    return {"event": zmq.Event(number), "value": zmq.Event(value), "endpoint": msg[1]}


def recv_monitor_message(socket, flags=0):
    return parse_monitor_message(socket.recv_multipart(flags))
