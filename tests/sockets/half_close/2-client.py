import socket
import time

with socket.create_connection(("127.0.0.1", 50110)) as s:
    s.sendall(b"a message that ends by shutdown")
    s.shutdown(socket.SHUT_WR)
    print(s.recv(100), s.recv(100))
    try:
        s.send(b"more")
    except BrokenPipeError as e:
        print(e)

s = socket.create_connection(("127.0.0.1", 50110))
s.sendall(b"unread bytes break the connection")
time.sleep(0.3)
for _ in range(2):
    try:
        print(s.recv(100))
    except ConnectionResetError as e:
        print(e)
try:
    s.send(b"x")
except BrokenPipeError as e:
    print(e)
s.close()

s = socket.create_connection(("127.0.0.1", 50110))
time.sleep(0.3)
print(s.send(b"the peer has closed"))
time.sleep(0.3)
print(s.recv(100))
try:
    print(s.send(b"again"))
except (BrokenPipeError, ConnectionResetError) as e:
    print(e)
