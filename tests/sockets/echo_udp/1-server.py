import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("", 50008))
print(sock.getsockname())
while True:
    data, address = sock.recvfrom(4096)
    print(f"received {len(data)} bytes from {address[0]}: {data!r}")
    if data == b"bye":
        break
    sent = sock.sendto(data.upper(), address)
    print("sent", sent)
sock.close()
