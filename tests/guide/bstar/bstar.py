"""Two servers, one of them serves: the state machine of the pair."""

import logging
import time

import zmq
from zmq.eventloop.ioloop import IOLoop, PeriodicCallback
from zmq.eventloop.zmqstream import ZMQStream

STATE_PRIMARY = 1
STATE_BACKUP = 2
STATE_ACTIVE = 3
STATE_PASSIVE = 4
PEER_PRIMARY = 1
PEER_BACKUP = 2
PEER_ACTIVE = 3
PEER_PASSIVE = 4
CLIENT_REQUEST = 5
HEARTBEAT = 200


class FSMError(Exception):
    """The states cannot go together."""


class BinaryStar(object):
    def __init__(self, primary, local, remote):
        self.ctx = zmq.Context()
        self.loop = IOLoop.instance()
        self.state = STATE_PRIMARY if primary else STATE_BACKUP
        self.event = None
        self.peer_expiry = 0
        self.voter_callback = None
        self.master_callback = None
        self.slave_callback = None
        self.statepub = self.ctx.socket(zmq.PUB)
        self.statepub.bind(local)
        self.statesub = self.ctx.socket(zmq.SUB)
        self.statesub.setsockopt_string(zmq.SUBSCRIBE, u"")
        self.statesub.connect(remote)
        self.statesub = ZMQStream(self.statesub, self.loop)
        self.heartbeat = PeriodicCallback(self.send_state, HEARTBEAT)
        self.statesub.on_recv(self.recv_state)

    def update_peer_expiry(self):
        self.peer_expiry = time.time() + 2e-3 * HEARTBEAT

    def start(self):
        self.update_peer_expiry()
        self.heartbeat.start()
        return self.loop.start()

    def execute_fsm(self):
        accept = True
        if self.state == STATE_PRIMARY:
            if self.event == PEER_BACKUP:
                print("I: connected to backup (slave), ready as master")
                self.state = STATE_ACTIVE
                if self.master_callback:
                    self.loop.add_callback(self.master_callback)
            elif self.event == PEER_ACTIVE:
                print("I: connected to backup (master), ready as slave")
                self.state = STATE_PASSIVE
                if self.slave_callback:
                    self.loop.add_callback(self.slave_callback)
            elif self.event == CLIENT_REQUEST:
                if time.time() >= self.peer_expiry:
                    print("I: request from client, ready as master")
                    self.state = STATE_ACTIVE
                else:
                    accept = False
        elif self.state == STATE_BACKUP:
            if self.event == PEER_ACTIVE:
                print("I: connected to primary (master), ready as slave")
                self.state = STATE_PASSIVE
                if self.slave_callback:
                    self.loop.add_callback(self.slave_callback)
            elif self.event == CLIENT_REQUEST:
                accept = False
        elif self.state == STATE_ACTIVE:
            if self.event == PEER_ACTIVE:
                raise FSMError("Dual masters")
        elif self.state == STATE_PASSIVE:
            if self.event == PEER_PRIMARY:
                print("I: primary (slave) is restarting, ready as master")
                self.state = STATE_ACTIVE
            elif self.event == PEER_BACKUP:
                self.state = STATE_ACTIVE
            elif self.event == PEER_PASSIVE:
                raise FSMError("Dual slaves")
            elif self.event == CLIENT_REQUEST:
                assert self.peer_expiry > 0
                if time.time() > self.peer_expiry:
                    print("I: failover successful, ready as master")
                    self.state = STATE_ACTIVE
                else:
                    accept = False
            if self.state == STATE_ACTIVE and self.master_callback:
                self.loop.add_callback(self.master_callback)
        return accept

    def send_state(self):
        self.statepub.send_string("%d" % self.state)

    def recv_state(self, msg):
        state = msg[0]
        if state:
            self.event = int(state)
            self.update_peer_expiry()
        self.execute_fsm()

    def voter_ready(self, msg):
        self.event = CLIENT_REQUEST
        if self.execute_fsm():
            self.voter_callback(self.voter_socket, msg)

    def register_voter(self, endpoint, type, handler):
        assert self.voter_callback is None
        socket = self.ctx.socket(type)
        socket.bind(endpoint)
        self.voter_socket = socket
        self.voter_callback = handler
        stream = ZMQStream(socket, self.loop)
        stream.on_recv(self.voter_ready)
