import socket

for port in (41051, 41052):
    connection = socket.create_connection(("localhost", port))
    connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
    page = b""
    while True:
        data = connection.recv(4096)
        if not data:
            break
        page += data
    print(page.decode().splitlines())
    connection.close()
