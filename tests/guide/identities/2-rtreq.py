import random
import threading
import time
import zmq
import zhelpers

NBR_WORKERS = 5
random.seed(3)


def worker_thread(context=None):
    context = context or zmq.Context.instance()
    worker = context.socket(zmq.REQ)
    zhelpers.set_id(worker)
    worker.connect("tcp://localhost:41017")
    total = 0
    while True:
        worker.send(b"ready")
        workload = worker.recv()
        finished = workload == b"END"
        if finished:
            totals.append(total)
            break
        total += 1
        time.sleep(0.001 * random.randint(1, 10))


totals = []
context = zmq.Context.instance()
client = context.socket(zmq.ROUTER)
client.bind("tcp://*:41017")
for _ in range(NBR_WORKERS):
    threading.Thread(target=worker_thread).start()
start = time.time()
for _ in range(NBR_WORKERS * 10):
    address, empty, ready = client.recv_multipart()
    client.send_multipart([address, b"", b"This is the workload"])
for _ in range(NBR_WORKERS):
    address, empty, ready = client.recv_multipart()
    client.send_multipart([address, b"", b"END"])
while threading.active_count() > 1:
    time.sleep(0.01)
print("%d tasks of %d workers" % (sum(totals), len(totals)), all(totals), time.time() - start < 5)
