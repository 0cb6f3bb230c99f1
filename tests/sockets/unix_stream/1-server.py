import os
import socket

path = "/tmp/mailroom-test.sock"
try:
    os.unlink(path)
except FileNotFoundError:
    pass
server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
server.bind(path)
server.listen(1)
print(server.getsockname(), os.path.exists(path))
conn, addr = server.accept()
print("from", repr(addr))
print(conn.recv(100))
conn.sendall(b"pong")
conn.close()
server.close()
os.remove(path)
print(os.path.exists(path))
