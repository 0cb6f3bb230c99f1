"""Addresses that bind refuses, with the words of pyzmq."""
import zmq

context = zmq.Context()
for address in [
    "ipc:///no/such/folder/x",
    "ipc://here/neither/x",
    "tcp://1.2.3:0",
    "tcp://10.4660:0",
    "tcp://1.2.3.4.5:5555",
    "tcp://300.1.1.1:5555",
    "ipc:///tmp/is-there",
]:
    socket = context.socket(zmq.PULL)
    socket.linger = 0
    try:
        socket.bind(address)
        print("bound")
    except zmq.ZMQError as error:
        print(error.errno, error)
    socket.close()
context.term()
