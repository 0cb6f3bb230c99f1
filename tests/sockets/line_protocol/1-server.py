import socket

listener = socket.create_server(("127.0.0.1", 50070))
conn, _ = listener.accept()
f = conn.makefile("rw", newline="\n", encoding="utf-8")
store = {}
for line in f:
    words = line.split()
    if not words:
        f.write("ERR empty\n")
    elif words[0] == "SET" and len(words) == 3:
        store[words[1]] = words[2]
        f.write("OK\n")
    elif words[0] == "GET" and len(words) == 2:
        f.write(f"{store.get(words[1], '(nil)')}\n")
    elif words[0] == "KEYS":
        f.writelines(f"{key}\n" for key in sorted(store))
        f.write(".\n")
    elif words[0] == "QUIT":
        f.write("BYE\n")
        f.flush()
        break
    else:
        f.write(f"ERR {words[0]}\n")
    f.flush()
f.close()
conn.close()
print(conn, store)
