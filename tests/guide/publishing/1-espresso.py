import time
from random import randint
from string import ascii_uppercase as uppercase
from threading import Thread
import zmq
from zmq.devices import monitored_queue
from zhelpers import zpipe


def subscriber_thread():
    ctx = zmq.Context.instance()
    subscriber = ctx.socket(zmq.SUB)
    subscriber.connect("tcp://localhost:41036")
    subscriber.setsockopt(zmq.SUBSCRIBE, b"A")
    subscriber.setsockopt(zmq.SUBSCRIBE, b"B")
    count = 0
    while count < 5:
        try:
            msg = subscriber.recv_multipart()
        except zmq.ZMQError as e:
            if e.errno == zmq.ETERM:
                break
            else:
                raise
        count += 1
    print("Subscriber received %d messages" % count)
    subscriber.close()


def publisher_thread():
    ctx = zmq.Context.instance()
    publisher = ctx.socket(zmq.PUB)
    publisher.bind("tcp://*:41035")
    while True:
        string = "%s-%05d" % (uppercase[randint(0, 3)], randint(0, 100000))
        try:
            publisher.send(string.encode("utf-8"))
        except zmq.ZMQError as e:
            if e.errno == zmq.ETERM:
                break
            else:
                raise
        time.sleep(0.02)
    publisher.close(0)


def listener_thread(pipe):
    events = []
    while True:
        try:
            events.append(pipe.recv_multipart())
            if len(events[-1][-1]) == 2:
                print(events[-1])
        except zmq.ZMQError as e:
            if e.errno == zmq.ETERM:
                break
    pipe.close()


ctx = zmq.Context.instance()
p_thread = Thread(target=publisher_thread)
s_thread = Thread(target=subscriber_thread)
p_thread.start()
s_thread.start()
pipe = zpipe(ctx)
subscriber = ctx.socket(zmq.XSUB)
subscriber.connect("tcp://localhost:41035")
publisher = ctx.socket(zmq.XPUB)
publisher.bind("tcp://*:41036")
l_thread = Thread(target=listener_thread, args=(pipe[1],))
l_thread.start()


def stop():
    s_thread.join()
    time.sleep(0.1)
    ctx.term()


Thread(target=stop).start()
try:
    monitored_queue(subscriber, publisher, pipe[0], b"pub", b"sub")
except KeyboardInterrupt:
    print("Interrupted")
except zmq.ContextTerminated as e:
    print(e)
del subscriber, publisher, pipe
