import select
import socket
import sys

sock = socket.create_connection(("127.0.0.1", 50020))
while True:
    ready, _, _ = select.select([sys.stdin, sock], [], [])
    if sock in ready:
        data = sock.recv(4096)
        if not data:
            print("server gone")
            break
        print(data.decode(), end="")
    if sys.stdin in ready:
        line = sys.stdin.readline()
        if line.strip() == "/quit":
            print("leaving")
            break
        sock.sendall(line.encode())
sock.close()
