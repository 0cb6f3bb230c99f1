import time
import zmq
from kvmsg import KVMsg

time.sleep(1.1)
ctx = zmq.Context()
snapshot = ctx.socket(zmq.DEALER)
snapshot.linger = 0
snapshot.connect("tcp://localhost:41040")
subscriber = ctx.socket(zmq.SUB)
subscriber.linger = 0
subscriber.setsockopt(zmq.SUBSCRIBE, b"/client/")
subscriber.connect("tcp://localhost:41041")
kvmap = {}
sequence = 0
snapshot.send_multipart([b"ICANHAZ?", b"/client/"])
while True:
    try:
        kvmsg = KVMsg.recv(snapshot)
    except:
        raise
    if kvmsg.key == b"KTHXBAI":
        sequence = kvmsg.sequence
        print("I: Received snapshot=%d" % sequence)
        break
    kvmsg.store(kvmap)
for key in sorted(kvmap):
    kvmap[key].properties = {}
    kvmap[key].dump()
kvmsg = KVMsg.recv(subscriber)
kvmsg.store(kvmap)
kvmsg.properties = {}
print(kvmsg, len(kvmap), sorted(kvmap))
