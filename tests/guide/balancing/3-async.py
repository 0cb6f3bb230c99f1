import sys
import threading
import time
from random import randint, random, seed
import zmq


def tprint(msg):
    """print() is not whole between threads."""
    with lock:
        lines.append(msg)


class ClientTask(threading.Thread):
    def __init__(self, id):
        self.id = id
        threading.Thread.__init__(self)

    def run(self):
        context = zmq.Context()
        socket = context.socket(zmq.DEALER)
        identity = u"client-%d" % self.id
        socket.identity = identity.encode("ascii")
        socket.connect("tcp://localhost:41019")
        poll = zmq.Poller()
        poll.register(socket, zmq.POLLIN)
        reqs = 0
        while reqs < 4:
            reqs = reqs + 1
            socket.send_string(u"request #%d" % (reqs))
            for i in range(5):
                sockets = dict(poll.poll(40))
                if socket in sockets:
                    msg = socket.recv()
                    tprint("Client %s received: %s" % (identity, msg))
        socket.close()
        context.term()


class ServerTask(threading.Thread):
    def __init__(self):
        threading.Thread.__init__(self)

    def run(self):
        context = zmq.Context()
        frontend = context.socket(zmq.ROUTER)
        frontend.bind("tcp://*:41019")
        backend = context.socket(zmq.DEALER)
        backend.bind("inproc://backend")
        workers = []
        for i in range(3):
            worker = ServerWorker(context)
            worker.daemon = True
            worker.start()
            workers.append(worker)
        zmq.proxy(frontend, backend)
        frontend.close()
        backend.close()
        context.term()


class ServerWorker(threading.Thread):
    def __init__(self, context):
        threading.Thread.__init__(self)
        self.context = context

    def run(self):
        worker = self.context.socket(zmq.DEALER)
        worker.connect("inproc://backend")
        while True:
            ident, msg = worker.recv_multipart()
            for i in range(2):
                time.sleep(1.0 / randint(100, 200))
                worker.send_multipart([ident, msg])
        worker.close()


lock = threading.Lock()
lines = []
seed(4)
server = ServerTask()
server.daemon = True
server.start()
clients = []
for i in range(3):
    client = ClientTask(i)
    client.start()
    clients.append(client)
for client in clients:
    client.join()
for line in sorted(lines):
    print(line)
sys.stdout.flush()
