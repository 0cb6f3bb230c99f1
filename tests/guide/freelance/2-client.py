import sys
import threading
import time
import zmq


def try_request(ctx, endpoint, request):
    print("I: Trying echo service at %s..." % endpoint)
    client = ctx.socket(zmq.REQ)
    client.setsockopt(zmq.LINGER, 0)
    client.connect(endpoint)
    client.send(request)
    poll = zmq.Poller()
    poll.register(client, zmq.POLLIN)
    socks = dict(poll.poll(300))
    if socks.get(client) == zmq.POLLIN:
        reply = client.recv_multipart()
    else:
        reply = ""
    poll.unregister(client)
    client.close()
    return reply


context = zmq.Context()
for endpoint in ("tcp://localhost:41034", "tcp://localhost:41032"):
    reply = try_request(context, endpoint, b"Hello world")
    if reply:
        break
    print("W: no response from %s, retrying" % endpoint)
print("Service is running OK", reply)


class FLClient(object):
    """Sends to all, takes the first answer, by sequence number."""

    def __init__(self):
        self.servers = 0
        self.sequence = 0
        self.context = zmq.Context()
        self.socket = self.context.socket(zmq.DEALER)

    def destroy(self):
        self.socket.setsockopt(zmq.LINGER, 0)
        self.socket.close()
        self.context.term()

    def connect(self, endpoint):
        self.socket.connect(endpoint)
        self.servers += 1

    def request(self, *request):
        self.sequence += 1
        msg = [b"", str(self.sequence).encode()] + list(request)
        for server in range(self.servers):
            self.socket.send_multipart(msg)
        poll = zmq.Poller()
        poll.register(self.socket, zmq.POLLIN)
        reply = None
        endtime = time.time() + 2.5
        while time.time() < endtime:
            socks = dict(poll.poll((endtime - time.time()) * 1000))
            if socks.get(self.socket) == zmq.POLLIN:
                reply = self.socket.recv_multipart()
                assert len(reply) == 3
                sequence = int(reply[1])
                if sequence == self.sequence:
                    break
        return reply


client = FLClient()
for port in (41034, 41032):
    client.connect("tcp://localhost:%d" % port)
for requests in range(3):
    reply = client.request(b"random name")
    print("name service", reply)
client.destroy()


class Agent(object):
    def __init__(self, ctx, pipe):
        self.pipe = pipe
        self.router = ctx.socket(zmq.ROUTER)
        self.servers = {}
        self.actives = []
        self.sequence = 0

    def control_message(self):
        msg = self.pipe.recv_multipart()
        command = msg.pop(0)
        if command == b"CONNECT":
            endpoint = msg.pop(0)
            print("I: connecting to %s..." % endpoint)
            self.router.connect(endpoint)
            self.servers[endpoint] = 0
            time.sleep(0.1)
        elif command == b"REQUEST":
            self.sequence += 1
            self.router.send_multipart([self.actives[0], b"%d" % self.sequence, msg[0]])

    def router_message(self):
        reply = self.router.recv_multipart()
        endpoint = reply.pop(0)
        if endpoint not in self.actives:
            self.actives.append(endpoint)
            self.pipe.send_multipart([b"UP", endpoint])
        if reply[0] != b"PONG":
            self.pipe.send_multipart(reply)


def agent_task(ctx, pipe):
    agent = Agent(ctx, pipe)
    poller = zmq.Poller()
    poller.register(agent.pipe, zmq.POLLIN)
    poller.register(agent.router, zmq.POLLIN)
    while True:
        try:
            items = dict(poller.poll(100))
        except zmq.ZMQError:
            break
        if agent.pipe in items:
            agent.control_message()
        if agent.router in items:
            agent.router_message()
        for endpoint in agent.servers:
            if endpoint not in agent.actives:
                agent.router.send_multipart([endpoint, b"PING"])
    agent.router.close(0)
    pipe.close(0)


ctx = zmq.Context()
pipe, peer = ctx.socket(zmq.PAIR), ctx.socket(zmq.PAIR)
pipe.bind("inproc://agent")
peer.connect("inproc://agent")
threading.Thread(target=agent_task, args=(ctx, peer), daemon=True).start()
pipe.send_multipart([b"CONNECT", b"tcp://localhost:41033"])
print(pipe.recv_multipart())
for number in range(3):
    pipe.send_multipart([b"REQUEST", b"thing"])
    print(pipe.recv_multipart())
pipe.close(0)
ctx.term()
sys.exit(3)
