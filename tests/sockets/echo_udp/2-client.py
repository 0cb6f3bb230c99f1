import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print(sock.getsockname())
for text in ("one", "two", ""):
    sock.sendto(text.encode(), ("127.0.0.1", 50008))
    data, server = sock.recvfrom(4096)
    print(data, server)
print(sock.getsockname()[0], sock.getsockname()[1] > 1023)
sock.sendto(b"bye", ("localhost", 50008))
