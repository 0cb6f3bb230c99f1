"""The worker's side: heartbeats, and a new connection when they stop."""

import logging
import time

import zmq

from zhelpers import dump
import MDP


class MajorDomoWorker(object):
    HEARTBEAT_LIVENESS = 3
    broker = None
    ctx = None
    service = None
    worker = None
    heartbeat_at = 0
    liveness = 0
    heartbeat = 200
    reconnect = 200
    expect_reply = False
    timeout = 200
    verbose = False
    reply_to = None

    def __init__(self, broker, service, verbose=False):
        self.broker = broker
        self.service = service
        self.verbose = verbose
        self.ctx = zmq.Context()
        self.poller = zmq.Poller()
        logging.basicConfig(format="%(asctime)s %(message)s", datefmt="%Y-%m-%d %H:%M:%S", level=logging.INFO)
        self.reconnect_to_broker()

    def reconnect_to_broker(self):
        if self.worker:
            self.poller.unregister(self.worker)
            self.worker.close()
        self.worker = self.ctx.socket(zmq.DEALER)
        self.worker.linger = 0
        self.worker.connect(self.broker)
        self.poller.register(self.worker, zmq.POLLIN)
        if self.verbose:
            logging.info("I: connecting to broker at %s...", self.broker)
        self.send_to_broker(MDP.W_READY, self.service, [])
        self.liveness = self.HEARTBEAT_LIVENESS
        self.heartbeat_at = time.time() + 1e-3 * self.heartbeat

    def send_to_broker(self, command, option=None, msg=None):
        if msg is None:
            msg = []
        elif not isinstance(msg, list):
            msg = [msg]
        if option:
            msg = [option] + msg
        msg = [b"", MDP.W_WORKER, command] + msg
        if self.verbose:
            logging.info("I: sending %s to broker", command)
            dump(msg)
        self.worker.send_multipart(msg)

    def recv(self, reply=None):
        assert reply is not None or not self.expect_reply
        if reply is not None:
            assert self.reply_to is not None
            reply = [self.reply_to, b""] + reply
            self.send_to_broker(MDP.W_REPLY, msg=reply)
        self.expect_reply = True
        while True:
            try:
                items = self.poller.poll(self.timeout)
            except KeyboardInterrupt:
                break
            if items:
                msg = self.worker.recv_multipart()
                self.liveness = self.HEARTBEAT_LIVENESS
                assert len(msg) >= 3
                empty = msg.pop(0)
                assert empty == b""
                header = msg.pop(0)
                assert header == MDP.W_WORKER
                command = msg.pop(0)
                if command == MDP.W_REQUEST:
                    self.reply_to = msg.pop(0)
                    empty = msg.pop(0)
                    assert empty == b""
                    return msg
                elif command == MDP.W_HEARTBEAT:
                    pass
                elif command == MDP.W_DISCONNECT:
                    self.reconnect_to_broker()
                else:
                    logging.error("E: invalid input message: ")
                    dump(msg)
            else:
                self.liveness -= 1
                if self.liveness == 0:
                    if self.verbose:
                        logging.warning("W: disconnected from broker - retrying...")
                    try:
                        time.sleep(1e-3 * self.reconnect)
                    except KeyboardInterrupt:
                        break
                    self.reconnect_to_broker()
            if time.time() > self.heartbeat_at:
                self.send_to_broker(MDP.W_HEARTBEAT)
                self.heartbeat_at = time.time() + 1e-3 * self.heartbeat
        logging.warning("W: interrupt received, killing worker...")
        return None

    def destroy(self):
        self.ctx.destroy(0)
