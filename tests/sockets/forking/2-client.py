import socket

for word in (b"one", b"two"):
    with socket.create_connection(("127.0.0.1", 50120)) as s:
        s.sendall(word)
        print(s.recv(100), s.recv(100))
