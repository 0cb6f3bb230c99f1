import socket

with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as s:
    s.connect(("127.0.0.1", 50007))
    for word in ("Hello", "world", "ä"):
        s.sendall(word.encode())
        data = s.recv(1024)
        print("Received", repr(data), data.decode())
print(s)
