"""Clients and workers in child processes, a queue of the least recently used."""
from __future__ import print_function

import multiprocessing
import zmq

NBR_CLIENTS = 6
NBR_WORKERS = 3


def client_task(ident):
    socket = zmq.Context().socket(zmq.REQ)
    socket.identity = "Client-{}".format(ident).encode("ascii")
    socket.connect("ipc:///tmp/guide-frontend.ipc")
    socket.send(b"HELLO")
    reply = socket.recv()
    assert reply == b"OK", reply


def worker_task(ident):
    socket = zmq.Context().socket(zmq.REQ)
    socket.identity = u"Worker-{}".format(ident).encode("ascii")
    socket.connect("ipc:///tmp/guide-backend.ipc")
    socket.send(b"READY")
    while True:
        address, empty, request = socket.recv_multipart()
        socket.send_multipart([address, b"", b"OK"])


def main():
    context = zmq.Context.instance()
    frontend = context.socket(zmq.ROUTER)
    frontend.bind("ipc:///tmp/guide-frontend.ipc")
    backend = context.socket(zmq.ROUTER)
    backend.bind("ipc:///tmp/guide-backend.ipc")

    def start(task, *args):
        process = multiprocessing.Process(target=task, args=args)
        process.daemon = True
        process.start()

    for i in range(NBR_CLIENTS):
        start(client_task, i)
    for i in range(NBR_WORKERS):
        start(worker_task, i)
    count = NBR_CLIENTS
    backend_ready = False
    workers = []
    served = set()
    poller = zmq.Poller()
    poller.register(backend, zmq.POLLIN)
    while True:
        sockets = dict(poller.poll())
        if backend in sockets:
            request = backend.recv_multipart()
            worker, empty, client = request[:3]
            workers.append(worker)
            if workers and not backend_ready:
                poller.register(frontend, zmq.POLLIN)
                backend_ready = True
            if client != b"READY" and len(request) > 3:
                empty, reply = request[3:]
                frontend.send_multipart([client, b"", reply])
                served.add(client)
                count -= 1
                if not count:
                    break
        if frontend in sockets:
            client, empty, request = frontend.recv_multipart()
            worker = workers.pop(0)
            backend.send_multipart([worker, b"", client, b"", request])
            if not workers:
                poller.unregister(frontend)
                backend_ready = False
    print(sorted(served))
    backend.close()
    frontend.close()
    context.term()


if __name__ == "__main__":
    main()
