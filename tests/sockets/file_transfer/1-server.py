import hashlib
import socket
import struct


def recv_exactly(sock, n):
    parts = []
    while n > 0:
        part = sock.recv(min(n, 4096))
        if not part:
            raise EOFError(f"socket closed with {n} bytes missing")
        parts.append(part)
        n -= len(part)
    return b"".join(parts)


with socket.create_server(("127.0.0.1", 50022)) as server:
    conn, _ = server.accept()
    with conn:
        while True:
            try:
                header = recv_exactly(conn, 6)
            except EOFError as e:
                print("stop:", e)
                break
            name_length, length = struct.unpack("!HI", header)
            name = recv_exactly(conn, name_length).decode()
            body = recv_exactly(conn, length)
            digest = hashlib.sha1(body).hexdigest()
            print(name, len(body), digest)
            conn.sendall(struct.pack("!B", len(body) % 256))
