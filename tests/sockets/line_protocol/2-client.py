import socket

sock = socket.create_connection(("127.0.0.1", 50070))
reader = sock.makefile("r", encoding="utf-8")
writer = sock.makefile("w", encoding="utf-8")


def command(text):
    print(">", text)
    writer.write(text + "\n")
    writer.flush()
    answer = reader.readline()
    print("<", answer.rstrip("\n"))
    return answer


command("SET name Zoë")
command("SET city Köln")
command("GET name")
command("GET nothing")
print(command("KEYS").strip(), [reader.readline() for _ in range(2)])
command("")
command("DEL x")
command("QUIT")
print(repr(reader.read()))
reader.close()
writer.close()
print(sock.fileno() >= 0)
sock.close()
print(sock.fileno())
