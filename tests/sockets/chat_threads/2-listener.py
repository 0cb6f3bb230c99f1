import socket
import threading

s = socket.create_connection(("127.0.0.1", 50021))


def receive():
    while True:
        data = s.recv(1024)
        if not data:
            print("end of stream")
            return
        print("<", data.decode())


t = threading.Thread(target=receive, daemon=True)
t.start()
t.join(timeout=1.5)
s.shutdown(socket.SHUT_WR)
t.join()
s.close()
