import threading
import time
import zmq
from zmq.utils.monitor import parse_monitor_message, recv_monitor_message

EVENT_MAP = {}
for name in dir(zmq):
    if name.startswith("EVENT_"):
        value = getattr(zmq, name)
        EVENT_MAP[value] = name
print(len(EVENT_MAP) > 15)


def event_monitor(monitor):
    while monitor.poll():
        evt = {}
        mon_evt = recv_monitor_message(monitor)
        evt.update(mon_evt)
        evt["description"] = EVENT_MAP[evt["event"]]
        seen.append(evt["description"])
        if evt["event"] == zmq.EVENT_MONITOR_STOPPED:
            break
    monitor.close()


seen = []
ctx = zmq.Context.instance()
rep = ctx.socket(zmq.REP)
req = ctx.socket(zmq.REQ)
monitor = req.get_monitor_socket()
t = threading.Thread(target=event_monitor, args=(monitor,))
t.start()
req.bind("tcp://127.0.0.1:41047")
req.bind("tcp://127.0.0.1:41048")
time.sleep(0.1)
rep.connect("tcp://127.0.0.1:41047")
time.sleep(0.2)
req.send(b"hello")
print(rep.recv())
rep.send(b"world")
print(req.recv())
rep.close()
time.sleep(0.2)
req.unbind("tcp://127.0.0.1:41048")
time.sleep(0.1)
req.disable_monitor()
t.join()
req.close()
ctx.term()
print(seen)
