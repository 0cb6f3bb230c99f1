import threading
import time
import zmq


def worker_routine(worker_url, context=None):
    """A worker in a thread of its own."""
    context = context or zmq.Context.instance()
    socket = context.socket(zmq.REP)
    socket.connect(worker_url)
    while True:
        string = socket.recv()
        time.sleep(0.02)
        socket.send(string[::-1])


def main():
    url_worker = "inproc://workers"
    url_client = "tcp://*:41013"
    context = zmq.Context.instance()
    clients = context.socket(zmq.ROUTER)
    clients.bind(url_client)
    workers = context.socket(zmq.DEALER)
    workers.bind(url_worker)
    for i in range(5):
        thread = threading.Thread(target=worker_routine, args=(url_worker,))
        thread.daemon = True
        thread.start()
    zmq.proxy(clients, workers)
    clients.close()
    workers.close()
    context.term()


if __name__ == "__main__":
    main()
