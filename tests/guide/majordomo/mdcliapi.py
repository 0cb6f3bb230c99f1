"""A client that tries again, and one that does not wait for answers."""

import logging

import zmq

import MDP
from zhelpers import dump


class MajorDomoClient(object):
    broker = None
    ctx = None
    client = None
    poller = None
    timeout = 600
    retries = 3
    verbose = False

    def __init__(self, broker, verbose=False):
        self.broker = broker
        self.verbose = verbose
        self.ctx = zmq.Context()
        self.poller = zmq.Poller()
        logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%Y-%m-%d %H:%M:%S", level=logging.INFO)
        self.reconnect_to_broker()

    def reconnect_to_broker(self):
        if self.client:
            self.poller.unregister(self.client)
            self.client.close()
        self.client = self.ctx.socket(zmq.REQ)
        self.client.linger = 0
        self.client.connect(self.broker)
        self.poller.register(self.client, zmq.POLLIN)
        if self.verbose:
            logging.info("I: connecting to broker at %s...", self.broker)

    def send(self, service, request):
        if not isinstance(request, list):
            request = [request]
        request = [MDP.C_CLIENT, service] + request
        if self.verbose:
            logging.warning("I: send request to '%s' service: ", service)
            dump(request)
        reply = None
        retries = self.retries
        while retries > 0:
            self.client.send_multipart(request)
            try:
                items = self.poller.poll(self.timeout)
            except KeyboardInterrupt:
                break
            if items:
                msg = self.client.recv_multipart()
                assert len(msg) >= 3
                header = msg.pop(0)
                assert MDP.C_CLIENT == header
                reply_service = msg.pop(0)
                assert service == reply_service
                reply = msg
                break
            else:
                if retries:
                    logging.warning("W: no reply, reconnecting...")
                    self.reconnect_to_broker()
                else:
                    logging.warning("W: permanent error, abandoning")
                    break
                retries -= 1
        return reply

    def destroy(self):
        self.ctx.destroy()


class AsyncClient(MajorDomoClient):
    def reconnect_to_broker(self):
        if self.client:
            self.poller.unregister(self.client)
            self.client.close()
        self.client = self.ctx.socket(zmq.DEALER)
        self.client.linger = 0
        self.client.connect(self.broker)
        self.poller.register(self.client, zmq.POLLIN)

    def send(self, service, request):
        if not isinstance(request, list):
            request = [request]
        self.client.send_multipart([b"", MDP.C_CLIENT, service] + request)

    def recv(self):
        try:
            items = self.poller.poll(self.timeout)
        except KeyboardInterrupt:
            return
        if items:
            msg = self.client.recv_multipart()
            empty = msg.pop(0)
            assert empty == b""
            header = msg.pop(0)
            assert MDP.C_CLIENT == header
            service = msg.pop(0)
            return msg
        logging.warning("W: permanent error, abandoning request")
