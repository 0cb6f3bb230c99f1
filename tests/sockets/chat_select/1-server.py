import select
import socket

server = socket.socket()
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("0.0.0.0", 50020))
server.listen(10)
sockets = [server]
names = {}
joined = 0
while True:
    readable, _, _ = select.select(sockets, [], [])
    for s in readable:
        if s is server:
            conn, addr = server.accept()
            sockets.append(conn)
            joined += 1
            names[conn] = f"guest{joined}"
            conn.send(f"welcome {names[conn]}\n".encode())
            continue
        data = s.recv(1024)
        if not data:
            print(names[s], "left")
            sockets.remove(s)
            s.close()
            continue
        print(names[s], "says", data)
        for other in sockets:
            if other not in (server, s):
                other.sendall(names[s].encode() + b": " + data)
    if joined == 2 and len(sockets) == 1:
        break
print("closed")
