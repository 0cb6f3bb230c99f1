"""The same queue on an event loop that calls back."""
import threading
import time
import zmq
from zmq.eventloop.ioloop import IOLoop
from zmq.eventloop.zmqstream import ZMQStream

NBR_CLIENTS = 5
NBR_WORKERS = 2


def worker_thread(worker_url, i):
    context = zmq.Context.instance()
    socket = context.socket(zmq.REQ)
    socket.identity = ("Worker-%d" % i).encode("ascii")
    socket.connect(worker_url)
    socket.send(b"READY")
    try:
        while True:
            address, empty, request = socket.recv_multipart()
            socket.send_multipart([address, b"", b"OK"])
    except zmq.ContextTerminated:
        return


def client_thread(client_url, i):
    context = zmq.Context.instance()
    socket = context.socket(zmq.REQ)
    socket.setsockopt(zmq.IDENTITY, b"Client-%d" % i)
    socket.connect(client_url)
    socket.send(b"HELLO")
    replies.append((i, socket.recv()))


class LRUQueue(object):
    def __init__(self, backend_socket, frontend_socket):
        self.available_workers = 0
        self.is_workers_ready = False
        self.workers = []
        self.client_nbr = NBR_CLIENTS
        self.backend = ZMQStream(backend_socket)
        self.frontend = ZMQStream(frontend_socket)
        self.backend.on_recv(self.handle_backend)
        self.loop = IOLoop.instance()

    def handle_backend(self, msg):
        worker_addr, empty, client_addr = msg[:3]
        self.available_workers += 1
        self.is_workers_ready = True
        self.workers.append(worker_addr)
        if client_addr != b"READY":
            empty, reply = msg[3:]
            self.frontend.send_multipart([client_addr, b"", reply])
            self.client_nbr -= 1
            if self.client_nbr == 0:
                self.loop.add_timeout(time.time() + 0.2, self.loop.stop)
        if self.is_workers_ready:
            self.frontend.on_recv(self.handle_frontend)

    def handle_frontend(self, msg):
        client_addr, empty, request = msg
        self.available_workers -= 1
        worker_id = self.workers.pop()
        self.backend.send_multipart([worker_id, b"", client_addr, b"", request])
        if self.available_workers == 0:
            self.is_workers_ready = False
            self.frontend.stop_on_recv()


replies = []
url_worker = "inproc://workers"
url_client = "inproc://clients"
context = zmq.Context.instance()
frontend = context.socket(zmq.ROUTER)
frontend.bind(url_client)
backend = context.socket(zmq.ROUTER)
backend.bind(url_worker)
for i in range(NBR_WORKERS):
    threading.Thread(target=worker_thread, args=(url_worker, i)).start()
for i in range(NBR_CLIENTS):
    threading.Thread(target=client_thread, args=(url_client, i)).start()
queue = LRUQueue(backend, frontend)
IOLoop.instance().start()
print(sorted(replies))
frontend.close(0)
backend.close(0)
context.term()
