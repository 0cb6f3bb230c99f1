import socket

PAGES = {"/": "<h1>Home</h1>", "/about": "<p>About us</p>"}

server = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
server.bind(("", 50080))
server.listen(5)
for _ in range(3):
    conn, addr = server.accept()
    request = b""
    while b"\r\n\r\n" not in request:
        request += conn.recv(100)
    first = request.decode().splitlines()[0]
    method, path, version = first.split()
    print(method, path, version)
    body = PAGES.get(path)
    status = "200 OK" if body else "404 Not Found"
    body = body or "not found"
    response = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    conn.sendall(response.encode())
    conn.close()
server.close()
