import time
import zmq

HEARTBEAT_LIVENESS = 3
HEARTBEAT_INTERVAL = 0.2
INTERVAL_INIT = 0.2
INTERVAL_MAX = 3.2
PPP_READY = b"\x01"
PPP_HEARTBEAT = b"\x02"
IDENTITY = b"worker-3"
CRASH = 3 == 3


def worker_socket(context, poller):
    """A DEALER that says it is ready."""
    worker = context.socket(zmq.DEALER)
    worker.setsockopt(zmq.IDENTITY, IDENTITY)
    poller.register(worker, zmq.POLLIN)
    worker.connect("tcp://localhost:41022")
    worker.send(PPP_READY)
    return worker


context = zmq.Context(1)
poller = zmq.Poller()
liveness = HEARTBEAT_LIVENESS
interval = INTERVAL_INIT
heartbeat_at = time.time() + HEARTBEAT_INTERVAL
worker = worker_socket(context, poller)
cycles = 0
while True:
    socks = dict(poller.poll(HEARTBEAT_INTERVAL * 1000))
    if socks.get(worker) == zmq.POLLIN:
        frames = worker.recv_multipart()
        if not frames:
            break
        if len(frames) >= 3:
            cycles += 1
            if CRASH and cycles > 2:
                print("I: Simulating a crash")
                break
            print("I: Normal reply", frames[-1:])
            worker.send_multipart(frames)
            liveness = HEARTBEAT_LIVENESS
            time.sleep(0.02)
        elif len(frames) == 1 and frames[0] == PPP_HEARTBEAT:
            liveness = HEARTBEAT_LIVENESS
        else:
            print("E: Invalid message: %s" % frames)
        interval = INTERVAL_INIT
    else:
        liveness -= 1
        if liveness == 0:
            print("W: Heartbeat failure, can't reach queue")
            print("W: Reconnecting in %0.2fs..." % interval)
            time.sleep(interval)
            if interval < INTERVAL_MAX:
                interval *= 2
            poller.unregister(worker)
            worker.setsockopt(zmq.LINGER, 0)
            worker.close()
            worker = worker_socket(context, poller)
            liveness = HEARTBEAT_LIVENESS
    if time.time() > heartbeat_at:
        heartbeat_at = time.time() + HEARTBEAT_INTERVAL
        worker.send(PPP_HEARTBEAT)
