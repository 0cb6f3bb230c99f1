import sys
import time
import zmq


def main(url=None):
    ctx = zmq.Context.instance()
    publisher = ctx.socket(zmq.PUB)
    if url:
        publisher.bind(url)
    else:
        publisher.bind("tcp://*:41037")
    time.sleep(0.5)
    for topic_nbr in range(1000):
        publisher.send_multipart([b"%03d" % topic_nbr, b"Save Roger"])
    time.sleep(2)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
