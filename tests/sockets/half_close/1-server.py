import socket

server = socket.create_server(("127.0.0.1", 50110))
conn, _ = server.accept()
data = b""
while chunk := conn.recv(16):
    data += chunk
print("whole message:", data)
conn.sendall(str(len(data)).encode())
conn.close()

conn, _ = server.accept()
print("first byte:", conn.recv(1))
conn.close()
conn, _ = server.accept()
conn.sendall(b"last words")
conn.close()
