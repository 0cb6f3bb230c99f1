import socketserver
import threading


class Upper(socketserver.StreamRequestHandler):
    def handle(self):
        for line in self.rfile:
            line = line.strip()
            if line == b"fail":
                raise ValueError("as asked")
            self.wfile.write(line.upper() + b"\n")


class Datagram(socketserver.BaseRequestHandler):
    def handle(self):
        data, sock = self.request
        sock.sendto(data[::-1], self.client_address)


class Threaded(socketserver.ThreadingMixIn, socketserver.TCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def handle_error(self, request, client_address):
        print("error from", client_address[0])


server = Threaded(("127.0.0.1", 50100), Upper)
udp = socketserver.UDPServer(("127.0.0.1", 50101), Datagram)
print(server.server_address, udp.server_address)
threads = [threading.Thread(target=s.serve_forever) for s in (server, udp)]
for t in threads:
    t.start()
single = socketserver.TCPServer(("127.0.0.1", 50102), Upper, bind_and_activate=True)
single.handle_request()
single.server_close()
for s in (server, udp):
    s.shutdown()
    s.server_close()
for t in threads:
    t.join()
print("all down")
