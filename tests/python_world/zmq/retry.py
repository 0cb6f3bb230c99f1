# A client that gives up waiting, closes its socket and asks again.
import threading
import time
import zmq

context = zmq.Context()
port = None
bound = threading.Event()


def serve():
    global port
    socket = context.socket(zmq.REP)
    port = socket.bind_to_random_port("tcp://127.0.0.1")
    bound.set()
    for cycle in range(4):
        request = socket.recv()
        if cycle == 1:
            time.sleep(0.45)
        served.append(request.decode())
        socket.send(request)
    socket.close()


served = []
thread = threading.Thread(target=serve)
thread.start()
bound.wait()


def fresh():
    socket = context.socket(zmq.REQ)
    socket.connect(f"tcp://127.0.0.1:{port}")
    return socket


client = fresh()
for number in range(3):
    request = str(number).encode()
    client.send(request)
    while True:
        if client.poll(300) & zmq.POLLIN:
            print("reply", client.recv() == request)
            break
        print("no reply to", number)
        client.setsockopt(zmq.LINGER, 0)
        client.close()
        client = fresh()
        client.send(request)
client.close()
thread.join()
print(served)
context.term()
