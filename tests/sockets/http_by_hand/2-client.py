import socket


def get(path):
    sock = socket.socket()
    sock.connect(("localhost", 50080))
    sock.send(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
    response = b""
    while chunk := sock.recv(64):
        response += chunk
    sock.close()
    head, _, body = response.partition(b"\r\n\r\n")
    status, *headers = head.decode().split("\r\n")
    return status, dict(h.split(": ") for h in headers), body.decode()


for path in ("/", "/about", "/missing"):
    print(get(path))
