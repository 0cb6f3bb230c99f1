import sys
from bstar import BinaryStar
import zmq


def echo(socket, msg):
    """Echo service"""
    global served
    served += 1
    socket.send_multipart(msg)
    if False and served == 4:
        print("a crash after %d" % served)
        sys.stdout.flush()
        star.loop.call_later(0.05, star.loop.stop)


served = 0
star = BinaryStar(False, "tcp://*:41029", "tcp://localhost:41028")
star.register_voter("tcp://*:41031", zmq.ROUTER, echo)
star.start()
star.ctx.destroy(0)
