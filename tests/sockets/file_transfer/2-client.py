import socket
import struct

files = {
    "empty.txt": b"",
    "small.txt": b"just a line\n",
    "numbers.bin": bytes(range(256)) * 40,
    "big.bin": b"0123456789abcdef" * 20000,
}
with socket.create_connection(("127.0.0.1", 50022)) as sock:
    for name, body in files.items():
        encoded = name.encode()
        sock.sendall(struct.pack("!HI", len(encoded), len(body)))
        sock.sendall(encoded)
        sock.sendall(body)
        (answer,) = struct.unpack("!B", sock.recv(1))
        print(name, "->", answer)
