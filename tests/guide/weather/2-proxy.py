import zmq

context = zmq.Context()
frontend = context.socket(zmq.XSUB)
frontend.connect("tcp://127.0.0.1:41002")
backend = context.socket(zmq.XPUB)
backend.bind("tcp://127.0.0.1:41003")
zmq.proxy(frontend, backend)
frontend.close()
backend.close()
context.term()
