import socket
import threading

clients = []
lock = threading.Lock()


def broadcast(text, sender):
    with lock:
        for c in clients:
            if c is not sender:
                c.sendall(text)


def handle(conn, addr):
    with conn:
        while True:
            try:
                data = conn.recv(1024)
            except ConnectionResetError:
                break
            if not data:
                break
            broadcast(data, conn)
        with lock:
            clients.remove(conn)


listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("127.0.0.1", 50021))
listener.listen()
threads = []
for i in range(2):
    conn, addr = listener.accept()
    with lock:
        clients.append(conn)
    t = threading.Thread(target=handle, args=(conn, addr))
    t.start()
    threads.append(t)
    print("clients:", len(clients))
for t in threads:
    t.join()
print("all gone:", len(clients))
