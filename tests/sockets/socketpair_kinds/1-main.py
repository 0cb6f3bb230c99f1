import select
import socket
import threading

parent, child = socket.socketpair()


def worker():
    while True:
        request = child.recv(100)
        if not request:
            print("worker: end")
            child.close()
            return
        child.sendall(request[::-1])


t = threading.Thread(target=worker)
t.start()
for word in (b"abc", b"level", b"12345"):
    parent.sendall(word)
    print(word, parent.recv(100))
parent.close()
t.join()

d1, d2 = socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)
d1.send(b"one")
d1.send(b"two")
print(d2.recv(10), d2.recv(1), select.select([d2], [], [], 0)[0])
s1, s2 = socket.socketpair(type=socket.SOCK_SEQPACKET)
s1.send(b"three")
s1.send(b"four")
s1.close()
print(s2.recv(10), s2.recv(10), s2.recv(10))
try:
    s2.send(b"x")
except BrokenPipeError as e:
    print(e)
print(s2.getsockname() in ("", b""), parent)
