import errno
import os
import socket

target = socket.gethostbyname("localhost")
for port in range(50030, 50036):
    s = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    s.settimeout(1)
    result = s.connect_ex((target, port))
    if result == 0:
        print(f"Port {port}: Open")
    else:
        print(f"Port {port}: closed ({result} {errno.errorcode[result]}: {os.strerror(result)})")
    s.close()
