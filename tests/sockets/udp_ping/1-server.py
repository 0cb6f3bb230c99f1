import socket

sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
sock.bind(("127.0.0.1", 50040))
count = 0
while count < 8:
    message, address = sock.recvfrom(1024)
    count += 1
    # Every third is "lost".
    if count % 3 == 0:
        print("ignored", message.decode())
        continue
    sock.sendto(message.upper(), address)
