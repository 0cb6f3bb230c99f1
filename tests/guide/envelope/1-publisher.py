import time
import zmq


def main():
    context = zmq.Context()
    publisher = context.socket(zmq.PUB)
    publisher.bind("tcp://*:41016")
    for turn in range(8):
        publisher.send_multipart([b"A", b"not for us"])
        publisher.send_multipart([b"B", b"for us %d" % turn])
        time.sleep(0.1)
    publisher.send(b"Bye", zmq.SNDMORE)
    publisher.send(b"")
    publisher.close()
    context.term()


if __name__ == "__main__":
    main()
