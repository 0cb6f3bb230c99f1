import errno
import select
import socket

server = socket.create_server(("127.0.0.1", 50060))
server.setblocking(False)
try:
    server.accept()
except BlockingIOError as e:
    print("accept:", repr(e))

c = socket.socket()
c.setblocking(False)
print("timeout", c.gettimeout(), c.getblocking())
try:
    c.connect(("127.0.0.1", 50060))
except BlockingIOError as e:
    print("connect:", e.errno == errno.EINPROGRESS, e)
_, writable, _ = select.select([], [c], [], 5)
print("writable:", writable == [c], "error:", c.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
print("again:", c.connect_ex(("127.0.0.1", 50060)))
print("again:", errno.errorcode[c.connect_ex(("127.0.0.1", 50060))])
select.select([server], [], [])
conn, _ = server.accept()
try:
    c.recv(10)
except BlockingIOError as e:
    print("recv:", e)
conn.send(b"data")
select.select([c], [], [])
print("recv:", c.recv(10))

refused = socket.socket()
refused.setblocking(False)
print("refused:", errno.errorcode[refused.connect_ex(("127.0.0.1", 50061))])
_, writable, _ = select.select([], [refused], [], 5)
print(len(writable), refused.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))
print(refused.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR))

total = 0
try:
    while True:
        total += c.send(b"x" * 10000)
except BlockingIOError as e:
    print("send:", e)
got = 0
conn.setblocking(True)
while got < total:
    got += len(conn.recv(65536))
print("everything came:", got == total, total > 100000)
c.settimeout(0.2)
try:
    c.recv(1)
except TimeoutError as e:
    print("timed out:", e, isinstance(e, OSError), socket.timeout is TimeoutError)
conn.close()
print(c.recv(1))
