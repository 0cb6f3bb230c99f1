import socket


def daytime(host, port):
    with socket.create_connection((host, port), timeout=5) as sock:
        chunks = []
        while True:
            chunk = sock.recv(10)
            if chunk == b"":
                break
            chunks.append(chunk)
        return b"".join(chunks).decode("ascii").strip()


for _ in range(3):
    print(daytime("localhost", 50013))
try:
    daytime("localhost", 50013)
except ConnectionRefusedError as e:
    print(type(e).__name__, e, e.errno, e.strerror)
