import json
import socket
import struct
import time

sock = socket.create_connection(("127.0.0.1", 50071))
data = b""
for message in ({"id": 1, "text": "hello"}, [1, 2, 3], "a string", None):
    body = json.dumps(message).encode()
    data += struct.pack(">I", len(body)) + body
for start in range(0, len(data), 5):
    sock.send(data[start:start + 5])
    time.sleep(0.01)
sock.send(struct.pack(">I", 100) + b"only a part")
sock.close()
