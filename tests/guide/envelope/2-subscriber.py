import zmq

context = zmq.Context()
subscriber = context.socket(zmq.SUB)
subscriber.connect("tcp://localhost:41016")
subscriber.setsockopt(zmq.SUBSCRIBE, b"B")
first = None
while True:
    [address, contents] = subscriber.recv_multipart()
    if first is None:
        first = int(contents.split()[-1])
        print("from the middle: %s" % (0 < first < 8))
    else:
        if not contents or int(contents.split()[-1]) > 5:
            print("[%s] %s" % (address, contents))
    if not contents:
        break
subscriber.close()
context.term()
