import selectors
import socket

sel = selectors.DefaultSelector()
messages = [b"Message 1 from client.", b"Message 2 from client."]
results = {}
for connid in range(1, 4):
    sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    sock.setblocking(False)
    code = sock.connect_ex(("127.0.0.1", 50050))
    print("connecting", connid, code)
    sel.register(sock, selectors.EVENT_READ | selectors.EVENT_WRITE, data=connid)
    results[connid] = b""
total = sum(len(m) for m in messages)
pending = {n: b"".join(messages) for n in results}
while sel.get_map():
    for key, mask in sel.select(timeout=1):
        sock, connid = key.fileobj, key.data
        if mask & selectors.EVENT_READ:
            results[connid] += sock.recv(1024)
            if len(results[connid]) == total:
                sel.unregister(sock)
                sock.close()
                continue
        if mask & selectors.EVENT_WRITE:
            if pending[connid]:
                sent = sock.send(pending[connid])
                pending[connid] = pending[connid][sent:]
            else:
                sel.modify(sock, selectors.EVENT_READ, connid)
print(results)
