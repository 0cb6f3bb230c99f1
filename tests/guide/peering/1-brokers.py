"""Three clusters: state by PUB, requests by ROUTER, in threads of one process."""
import random
import sys
import threading
import time
import zmq

NBR_CLIENTS = 2
NBR_WORKERS = 2
REQUESTS = 4


def asbytes(obj):
    s = str(obj)
    if str is not bytes:
        s = s.encode("ascii")
    return s


def client_task(name, i):
    ctx = zmq.Context()
    client = ctx.socket(zmq.REQ)
    client.identity = (u"Client-%s-%s" % (name, i)).encode("ascii")
    client.connect("ipc:///tmp/guide-%s-localfe.ipc" % name)
    monitor = ctx.socket(zmq.PUSH)
    monitor.connect("ipc:///tmp/guide-monitor.ipc")
    poller = zmq.Poller()
    poller.register(client, zmq.POLLIN)
    for _ in range(REQUESTS):
        task_id = u"%04X" % random.randint(0, 10000)
        client.send_string(task_id)
        events = dict(poller.poll(5000))
        if events:
            reply = client.recv_string()
            assert reply == task_id, "expected %s, got %s" % (task_id, reply)
            monitor.send_string("ok")
        else:
            monitor.send_string(u"E: CLIENT EXIT - lost task %s" % task_id)
            return


def worker_task(name, i):
    ctx = zmq.Context()
    worker = ctx.socket(zmq.REQ)
    worker.identity = ("Worker-%s-%s" % (name, i)).encode("ascii")
    worker.connect("ipc:///tmp/guide-%s-localbe.ipc" % name)
    worker.send(b"READY")
    while True:
        try:
            msg = worker.recv_multipart()
        except zmq.ZMQError:
            return
        time.sleep(0.01)
        worker.send_multipart(msg)


def main(myself, peers):
    ctx = zmq.Context()
    cloudfe = ctx.socket(zmq.ROUTER)
    myid = myself if isinstance(myself, bytes) else myself.encode("ascii")
    cloudfe.setsockopt(zmq.IDENTITY, myid)
    cloudfe.bind("ipc:///tmp/guide-%s-cloud.ipc" % myself)
    statebe = ctx.socket(zmq.PUB)
    statebe.bind("ipc:///tmp/guide-%s-state.ipc" % myself)
    cloudbe = ctx.socket(zmq.ROUTER)
    cloudbe.setsockopt(zmq.IDENTITY, myid)
    statefe = ctx.socket(zmq.SUB)
    statefe.setsockopt(zmq.SUBSCRIBE, b"")
    for peer in peers:
        cloudbe.connect("ipc:///tmp/guide-%s-cloud.ipc" % peer)
        statefe.connect("ipc:///tmp/guide-%s-state.ipc" % peer)
    localfe = ctx.socket(zmq.ROUTER)
    localfe.bind("ipc:///tmp/guide-%s-localfe.ipc" % myself)
    localbe = ctx.socket(zmq.ROUTER)
    localbe.bind("ipc:///tmp/guide-%s-localbe.ipc" % myself)
    time.sleep(0.2)
    for i in range(NBR_WORKERS if myself != "DC1" else 1):
        thread = threading.Thread(target=worker_task, args=(myself, i))
        thread.daemon = True
        thread.start()
    for i in range(NBR_CLIENTS):
        thread_c = threading.Thread(target=client_task, args=(myself, i))
        thread_c.daemon = True
        thread_c.start()
    local_capacity = 0
    cloud_capacity = 0
    workers = []
    pollerbe = zmq.Poller()
    pollerbe.register(localbe, zmq.POLLIN)
    pollerbe.register(cloudbe, zmq.POLLIN)
    pollerbe.register(statefe, zmq.POLLIN)
    while True:
        try:
            events = dict(pollerbe.poll(1000 if local_capacity else None))
        except zmq.ZMQError:
            break
        previous = local_capacity
        msg = None
        if localbe in events:
            msg = localbe.recv_multipart()
            (address, empty), msg = msg[:2], msg[2:]
            workers.append(address)
            local_capacity += 1
            if msg[-1] == b"READY":
                msg = None
        elif cloudbe in events:
            msg = cloudbe.recv_multipart()
            (address, empty), msg = msg[:2], msg[2:]
        if msg is not None:
            address = msg[0]
            if address in [peer.encode("ascii") for peer in peers]:
                cloudfe.send_multipart(msg)
            else:
                localfe.send_multipart(msg)
        if statefe in events:
            peer, s = statefe.recv_multipart()
            cloud_capacity = int(s)
        while local_capacity + cloud_capacity:
            secondary = zmq.Poller()
            secondary.register(localfe, zmq.POLLIN)
            if local_capacity:
                secondary.register(cloudfe, zmq.POLLIN)
            events = dict(secondary.poll(0))
            if cloudfe in events:
                msg = cloudfe.recv_multipart()
            elif localfe in events:
                msg = localfe.recv_multipart()
            else:
                break
            if local_capacity:
                msg = [workers.pop(0), b""] + msg
                localbe.send_multipart(msg)
                local_capacity -= 1
            else:
                msg = [random.choice(peers).encode("ascii"), b""] + msg
                cloudbe.send_multipart(msg)
        if local_capacity != previous:
            statebe.send_multipart([myid, asbytes(local_capacity)])


random.seed(2)
ctx = zmq.Context()
monitor = ctx.socket(zmq.PULL)
monitor.bind("ipc:///tmp/guide-monitor.ipc")
names = ["DC1", "DC2", "DC3"]
for name in names:
    others = [other for other in names if other != name]
    thread = threading.Thread(target=main, args=(name, others))
    thread.daemon = True
    thread.start()
count = 0
while count < len(names) * NBR_CLIENTS * REQUESTS:
    text = monitor.recv_string()
    if text != "ok":
        print(text)
        break
    count += 1
print(count, "requests")
sys.stdout.flush()
