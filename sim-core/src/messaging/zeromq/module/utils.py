"""zmq.utils: helpers around the sockets."""
