import json
import socket
import struct


class Framed:
    def __init__(self, sock):
        self.sock = sock
        self.buffer = bytearray()

    def messages(self):
        while True:
            chunk = self.sock.recv(7)
            if not chunk:
                if self.buffer:
                    print("incomplete:", bytes(self.buffer))
                return
            self.buffer += chunk
            while len(self.buffer) >= 4:
                (length,) = struct.unpack(">I", self.buffer[:4])
                if len(self.buffer) < 4 + length:
                    break
                yield json.loads(self.buffer[4:4 + length])
                del self.buffer[:4 + length]


server = socket.create_server(("127.0.0.1", 50071))
conn, _ = server.accept()
for message in Framed(conn).messages():
    print(message)
