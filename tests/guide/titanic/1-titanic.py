"""Requests on disk: one thread takes them, one gives answers back, one works."""
import os
import pickle
import sys
import threading
import time
from uuid import uuid4
import zmq

TITANIC_DIR = ".titanic"


def request_filename(suuid):
    return os.path.join(TITANIC_DIR, "%s.req" % suuid)


def reply_filename(suuid):
    return os.path.join(TITANIC_DIR, "%s.rep" % suuid)


def answering(port):
    socket = context.socket(zmq.REP)
    socket.bind("tcp://*:%i" % port)
    return socket


def titanic_request(pipe):
    worker = answering(41024)
    while True:
        request = worker.recv_multipart()
        if not os.path.exists(TITANIC_DIR):
            os.mkdir(TITANIC_DIR)
        suuid = uuid4().hex
        with open(request_filename(suuid), "wb") as f:
            pickle.dump(request, f)
        pipe.send_string(suuid)
        worker.send_multipart([b"200", suuid.encode("utf-8")])


def titanic_reply():
    worker = answering(41025)
    while True:
        request = worker.recv_multipart()
        suuid = request.pop(0).decode("utf-8")
        rep_filename = reply_filename(suuid)
        if os.path.exists(rep_filename):
            with open(rep_filename, "rb") as f:
                reply = pickle.load(f)
            worker.send_multipart([b"200"] + reply)
        elif os.path.exists(request_filename(suuid)):
            worker.send(b"300")
        else:
            worker.send(b"400")


def titanic_close():
    worker = answering(41026)
    while True:
        suuid = worker.recv_multipart()[0].decode()
        for name in (request_filename(suuid), reply_filename(suuid)):
            if os.path.exists(name):
                os.remove(name)
        worker.send(b"200")


def service_success(suuid):
    filename = request_filename(suuid)
    if not os.path.exists(filename):
        return True
    with open(filename, "rb") as f:
        request = pickle.load(f)
    service = request.pop(0)
    time.sleep(0.05)
    with open(reply_filename(suuid), "wb") as f:
        pickle.dump([service.upper()] + request, f)
    return True


context = zmq.Context.instance()
pipe, peer = context.socket(zmq.PAIR), context.socket(zmq.PAIR)
pipe.bind("inproc://requests")
peer.connect("inproc://requests")
for target, args in ((titanic_request, (peer,)), (titanic_reply, ()), (titanic_close, ())):
    thread = threading.Thread(target=target, args=args)
    thread.daemon = True
    thread.start()
poller = zmq.Poller()
poller.register(pipe, zmq.POLLIN)
queue_file = "queue"
while True:
    try:
        items = poller.poll(1000)
    except KeyboardInterrupt:
        break
    if items:
        suuid = pipe.recv().decode("utf-8")
        with open(os.path.join(TITANIC_DIR, queue_file), "ab") as f:
            line = "-%s\n" % suuid
            f.write(line.encode("utf-8"))
    if not os.path.exists(os.path.join(TITANIC_DIR, queue_file)):
        continue
    with open(os.path.join(TITANIC_DIR, queue_file), "r+b") as f:
        for entry in f.readlines():
            suuid = entry.decode("utf-8").rstrip()
            if suuid.startswith("-") and service_success(suuid[1:]):
                print("done", len(suuid))
                here = f.tell()
                f.seek(-1 * len(entry), os.SEEK_CUR)
                f.write(b"+")
                f.seek(here, os.SEEK_SET)
    os.remove(os.path.join(TITANIC_DIR, queue_file))
