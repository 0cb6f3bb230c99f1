import socket

c = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
try:
    c.connect("/tmp/mailroom-no.sock")
except FileNotFoundError as e:
    print(e)
c.connect("/tmp/mailroom-test.sock")
c.sendall(b"ping")
print(c.recv(10), repr(c.getsockname()), c.getpeername())
