import os
import socket

server = socket.create_server(("127.0.0.1", 50120))
for number in range(2):
    conn, _ = server.accept()
    pid = os.fork()
    if pid == 0:
        server.close()
        conn.sendall(b"child " + conn.recv(100))
        conn.close()
        os._exit(0)
    conn.close()
    os.waitpid(pid, 0)
print("served by children")
