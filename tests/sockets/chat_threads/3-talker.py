import socket
import time

s = socket.create_connection(("127.0.0.1", 50021))
for i in range(3):
    s.sendall(f"message {i}".encode())
    time.sleep(0.2)
s.close()
