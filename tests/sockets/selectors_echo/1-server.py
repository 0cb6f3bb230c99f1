import selectors
import socket
import types

sel = selectors.DefaultSelector()
open_connections = 0
served = 0


def accept_wrapper(sock):
    global open_connections
    conn, addr = sock.accept()
    conn.setblocking(False)
    data = types.SimpleNamespace(addr=addr, inb=b"", outb=b"")
    sel.register(conn, selectors.EVENT_READ | selectors.EVENT_WRITE, data=data)
    open_connections += 1


def service_connection(key, mask):
    global open_connections, served
    sock, data = key.fileobj, key.data
    if mask & selectors.EVENT_READ:
        recv_data = sock.recv(1024)
        if recv_data:
            data.outb += recv_data
        else:
            sel.unregister(sock)
            sock.close()
            open_connections -= 1
            served += 1
            return
    if mask & selectors.EVENT_WRITE and data.outb:
        sent = sock.send(data.outb)
        data.outb = data.outb[sent:]
        if not data.outb:
            sel.modify(sock, selectors.EVENT_READ, data)
    elif mask & selectors.EVENT_WRITE:
        sel.modify(sock, selectors.EVENT_READ, data)


lsock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
lsock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
lsock.bind(("127.0.0.1", 50050))
lsock.listen()
lsock.setblocking(False)
sel.register(lsock, selectors.EVENT_READ, data=None)
while served < 3:
    events = sel.select(timeout=None)
    for key, mask in events:
        if key.data is None:
            accept_wrapper(key.fileobj)
        else:
            if mask & selectors.EVENT_READ:
                sel.modify(key.fileobj, selectors.EVENT_READ | selectors.EVENT_WRITE, key.data)
            service_connection(key, mask)
print("served", served, "open", open_connections, "registered", len(sel.get_map()))
sel.close()
