"""A key, a number, an identity, properties, a body: five frames."""

import struct
import sys
from uuid import uuid4

import zmq


class ZMQMultipart(object):
    pass


def encode_properties(properties_dict):
    prop_s = b""
    for key, value in properties_dict.items():
        prop_s += b"%s=%s\n" % (key, value)
    return prop_s


def decode_properties(prop_s):
    prop = {}
    line_array = prop_s.split(b"\n")
    for line in line_array:
        try:
            key, value = line.split(b"=")
            prop[key] = value
        except ValueError as e:
            pass
    return prop


class KVMsg(object):
    key = None
    sequence = 0
    uuid = None
    properties = None
    body = None

    def __init__(self, sequence, uuid=None, key=None, properties=None, body=None):
        assert isinstance(sequence, int)
        self.sequence = sequence
        if uuid is None:
            uuid = uuid4().bytes
        self.uuid = uuid
        self.key = key
        self.properties = {} if properties is None else properties
        self.body = body

    def __getitem__(self, k):
        return self.properties[k]

    def __setitem__(self, k, v):
        self.properties[k] = v

    def get(self, k, default=None):
        return self.properties.get(k, default)

    def store(self, dikt):
        """Put me into a dict, or take me out if there is nothing in me."""
        if self.key is not None and self.body is not None:
            dikt[self.key] = self
        elif self.key in dikt:
            del dikt[self.key]

    def send(self, socket):
        key = b"" if self.key is None else self.key
        seq_s = struct.pack("!q", self.sequence)
        body = b"" if self.body is None else self.body
        prop_s = encode_properties(self.properties)
        socket.send_multipart([key, seq_s, self.uuid, prop_s, body])

    @classmethod
    def recv(cls, socket):
        return cls.from_msg(socket.recv_multipart())

    @classmethod
    def from_msg(cls, msg):
        key, seq_s, uuid, prop_s, body = msg
        key = key if key else None
        seq = struct.unpack("!q", seq_s)[0]
        body = body if body else None
        prop = decode_properties(prop_s)
        return cls(seq, uuid=uuid, key=key, properties=prop, body=body)

    def __repr__(self):
        if self.body is None:
            size = 0
            data = b"NULL"
        else:
            size = len(self.body)
            data = repr(self.body)
        mstr = "[seq:{seq}][key:{key}][size:{size}][props:{props}][data:{data}]".format(
            seq=self.sequence, key=self.key, size=size, props=encode_properties(self.properties), data=data
        )
        return mstr

    def dump(self):
        print("<<", str(self), ">>", file=sys.stdout)
