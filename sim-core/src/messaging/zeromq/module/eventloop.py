"""zmq.eventloop: a loop that calls back, and streams that use it."""

from zmq.eventloop.ioloop import IOLoop
