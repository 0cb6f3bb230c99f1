# A ROUTER before, a DEALER behind, REP workers in threads.
import threading
import zmq

context = zmq.Context()


def work(number):
    socket = context.socket(zmq.REP)
    socket.connect("inproc://workers")
    try:
        while True:
            socket.send_string(socket.recv_string().upper())
    except zmq.ContextTerminated:
        socket.close(0)
        ended.append(number)


ended = []
front = context.socket(zmq.ROUTER)
front.bind("inproc://front")
back = context.socket(zmq.DEALER)
back.bind("inproc://workers")


def serve():
    try:
        zmq.proxy(front, back)
    except zmq.ContextTerminated:
        front.close(0)
        back.close(0)
        print("the proxy ends")


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
threads.append(threading.Thread(target=serve))
for thread in threads:
    thread.start()

client = context.socket(zmq.REQ)
client.connect("inproc://front")
for word in ("one", "two", "three", "four"):
    client.send_string(word)
    print(client.recv_string())
client.close()
context.term()
for thread in threads:
    thread.join()
print(sorted(ended))
