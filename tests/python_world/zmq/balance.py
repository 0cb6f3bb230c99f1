# Load balancing by ROUTER: who is idle says so, and gets the next request.
import threading
import zmq

context = zmq.Context.instance()
WORKERS, CLIENTS = 2, 4


def client(number):
    socket = context.socket(zmq.REQ)
    socket.identity = b"client-%d" % number
    socket.connect("inproc://clients")
    socket.send(b"question %d" % number)
    answers.append(socket.recv().decode())
    socket.close()


def worker(number):
    socket = context.socket(zmq.REQ)
    socket.identity = b"worker-%d" % number
    socket.connect("inproc://workers")
    socket.send(b"READY")
    while True:
        address, empty, request = socket.recv_multipart()
        if request == b"STOP":
            break
        socket.send_multipart([address, b"", b"answer to " + request])
    socket.close()


answers = []
clients = context.socket(zmq.ROUTER)
clients.bind("inproc://clients")
workers = context.socket(zmq.ROUTER)
workers.bind("inproc://workers")
threads = [threading.Thread(target=worker, args=(n,)) for n in range(WORKERS)]
threads += [threading.Thread(target=client, args=(n,)) for n in range(CLIENTS)]
for thread in threads:
    thread.start()

idle, left = [], CLIENTS
poller = zmq.Poller()
poller.register(workers, zmq.POLLIN)
while left:
    ready = dict(poller.poll())
    if ready.get(workers) == zmq.POLLIN:
        frames = workers.recv_multipart()
        if not idle:
            poller.register(clients, zmq.POLLIN)
        idle.append(frames[0])
        if frames[2] != b"READY":
            who, empty, reply = frames[2:]
            clients.send_multipart([who, b"", reply])
            left -= 1
    if ready.get(clients) == zmq.POLLIN:
        who, empty, request = clients.recv_multipart()
        workers.send_multipart([idle.pop(0), b"", who, b"", request])
        if not idle:
            poller.unregister(clients)
while len(idle) < WORKERS:
    idle.append(workers.recv_multipart()[0])
for name in idle:
    workers.send_multipart([name, b"", b"", b"", b"STOP"])
for thread in threads:
    thread.join()
print(sorted(answers))
print(sorted(idle))
