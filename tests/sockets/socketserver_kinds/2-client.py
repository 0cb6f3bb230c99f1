import socket


def ask(port, *lines):
    with socket.create_connection(("127.0.0.1", port)) as sock:
        f = sock.makefile("rwb")
        answers = []
        for line in lines:
            f.write(line + b"\n")
            f.flush()
            answers.append(f.readline())
        return answers


print(ask(50100, b"hello", b"two"))
print(ask(50100, b"one", b"fail"))
print(ask(50100, b"still there"))
u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
u.sendto(b"abc", ("127.0.0.1", 50101))
print(u.recv(100))
print(ask(50102, b"last"))
