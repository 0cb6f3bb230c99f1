import socket

server = socket.create_server(("localhost", 50013), backlog=5)
for number in range(3):
    client, _ = server.accept()
    with client:
        client.sendall(f"Thu Jan  1 00:00:0{number} 2026\r\n".encode("ascii"))
server.close()
