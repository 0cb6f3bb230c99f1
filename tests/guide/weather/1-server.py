from random import randrange, seed
import time
import zmq

seed(7)
context = zmq.Context()
socket = context.socket(zmq.PUB)
socket.bind("tcp://*:41002")
socket.bind("ipc:///tmp/guide-weather.ipc")
while True:
    place = randrange(1000, 1010)
    warmth = randrange(-80, 135)
    damp = randrange(10, 60)
    socket.send_string("%i %i %i" % (place, warmth, damp))
    time.sleep(0.0005)
